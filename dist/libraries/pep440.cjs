// \0rolldown/runtime.js
var __commonJSMin = (cb, mod) => () => (mod || (cb((mod = { exports: {} }).exports, mod, mod.exports), cb = null), mod.exports);
// node_modules/@babel/runtime-corejs3/helpers/interopRequireDefault.js
var require_interopRequireDefault = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	function _interopRequireDefault(e) {
		return e && e.__esModule ? e : { "default": e };
	}
	module.exports = _interopRequireDefault, module.exports.__esModule = true, module.exports["default"] = module.exports;
}));
// node_modules/core-js-pure/internals/global-this.js
var require_global_this = /* @__PURE__ */ __commonJSMin(((exports, module, this$1) => {
	var check = function(it) {
		return it && it.Math === Math && it;
	};
	module.exports = check(typeof globalThis == "object" && globalThis) || check(typeof window == "object" && window) || check(typeof self == "object" && self) || check(typeof global == "object" && global) || check(typeof this$1 == "object" && this$1) || (function() {
		return this;
	})() || Function("return this")();
}));
// node_modules/core-js-pure/internals/fails.js
var require_fails = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = function(exec) {
		try {
			return !!exec();
		} catch (error) {
			return true;
		}
	};
}));
// node_modules/core-js-pure/internals/function-bind-native.js
var require_function_bind_native = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = !require_fails()(function() {
		var test = function() {}.bind();
		return typeof test != "function" || test.hasOwnProperty("prototype");
	});
}));
// node_modules/core-js-pure/internals/function-apply.js
var require_function_apply = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var NATIVE_BIND = require_function_bind_native();
	var FunctionPrototype = Function.prototype;
	var apply = FunctionPrototype.apply;
	var call = FunctionPrototype.call;
	module.exports = typeof Reflect == "object" && Reflect.apply || (NATIVE_BIND ? call.bind(apply) : function() {
		return call.apply(apply, arguments);
	});
}));
// node_modules/core-js-pure/internals/function-uncurry-this.js
var require_function_uncurry_this = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var NATIVE_BIND = require_function_bind_native();
	var FunctionPrototype = Function.prototype;
	var call = FunctionPrototype.call;
	var uncurryThisWithBind = NATIVE_BIND && FunctionPrototype.bind.bind(call, call);
	module.exports = NATIVE_BIND ? uncurryThisWithBind : function(fn) {
		return function() {
			return call.apply(fn, arguments);
		};
	};
}));
// node_modules/core-js-pure/internals/classof-raw.js
var require_classof_raw = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var uncurryThis = require_function_uncurry_this();
	var toString = uncurryThis({}.toString);
	var stringSlice = uncurryThis("".slice);
	module.exports = function(it) {
		return stringSlice(toString(it), 8, -1);
	};
}));
// node_modules/core-js-pure/internals/function-uncurry-this-clause.js
var require_function_uncurry_this_clause = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var classofRaw = require_classof_raw();
	var uncurryThis = require_function_uncurry_this();
	module.exports = function(fn) {
		if (classofRaw(fn) === "Function") return uncurryThis(fn);
	};
}));
// node_modules/core-js-pure/internals/is-callable.js
var require_is_callable = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var documentAll = typeof document == "object" && document.all;
	module.exports = typeof documentAll == "undefined" && documentAll !== void 0 ? function(argument) {
		return typeof argument == "function" || argument === documentAll;
	} : function(argument) {
		return typeof argument == "function";
	};
}));
// node_modules/core-js-pure/internals/descriptors.js
var require_descriptors = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = !require_fails()(function() {
		return Object.defineProperty({}, 1, { get: function() {
			return 7;
		} })[1] !== 7;
	});
}));
// node_modules/core-js-pure/internals/function-call.js
var require_function_call = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var NATIVE_BIND = require_function_bind_native();
	var call = Function.prototype.call;
	module.exports = NATIVE_BIND ? call.bind(call) : function() {
		return call.apply(call, arguments);
	};
}));
// node_modules/core-js-pure/internals/object-property-is-enumerable.js
var require_object_property_is_enumerable = /* @__PURE__ */ __commonJSMin(((exports) => {
	var $propertyIsEnumerable = {}.propertyIsEnumerable;
	var getOwnPropertyDescriptor = Object.getOwnPropertyDescriptor;
	exports.f = getOwnPropertyDescriptor && !$propertyIsEnumerable.call({ 1: 2 }, 1) ? function propertyIsEnumerable(V) {
		var descriptor = getOwnPropertyDescriptor(this, V);
		return !!descriptor && descriptor.enumerable;
	} : $propertyIsEnumerable;
}));
// node_modules/core-js-pure/internals/create-property-descriptor.js
var require_create_property_descriptor = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = function(bitmap, value) {
		return {
			enumerable: !(bitmap & 1),
			configurable: !(bitmap & 2),
			writable: !(bitmap & 4),
			value
		};
	};
}));
// node_modules/core-js-pure/internals/indexed-object.js
var require_indexed_object = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var uncurryThis = require_function_uncurry_this();
	var fails = require_fails();
	var classof = require_classof_raw();
	var $Object = Object;
	var split = uncurryThis("".split);
	module.exports = fails(function() {
		return !$Object("z").propertyIsEnumerable(0);
	}) ? function(it) {
		return classof(it) === "String" ? split(it, "") : $Object(it);
	} : $Object;
}));
// node_modules/core-js-pure/internals/is-null-or-undefined.js
var require_is_null_or_undefined = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = function(it) {
		return it === null || it === void 0;
	};
}));
// node_modules/core-js-pure/internals/require-object-coercible.js
var require_require_object_coercible = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var isNullOrUndefined = require_is_null_or_undefined();
	var $TypeError = TypeError;
	module.exports = function(it) {
		if (isNullOrUndefined(it)) throw new $TypeError("Can't call method on " + it);
		return it;
	};
}));
// node_modules/core-js-pure/internals/to-indexed-object.js
var require_to_indexed_object = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var IndexedObject = require_indexed_object();
	var requireObjectCoercible = require_require_object_coercible();
	module.exports = function(it) {
		return IndexedObject(requireObjectCoercible(it));
	};
}));
// node_modules/core-js-pure/internals/is-object.js
var require_is_object = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var isCallable = require_is_callable();
	module.exports = function(it) {
		return typeof it == "object" ? it !== null : isCallable(it);
	};
}));
// node_modules/core-js-pure/internals/path.js
var require_path = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = {};
}));
// node_modules/core-js-pure/internals/get-built-in.js
var require_get_built_in = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var path = require_path();
	var globalThis = require_global_this();
	var isCallable = require_is_callable();
	var aFunction = function(variable) {
		return isCallable(variable) ? variable : void 0;
	};
	module.exports = function(namespace, method) {
		return arguments.length < 2 ? aFunction(path[namespace]) || aFunction(globalThis[namespace]) : path[namespace] && path[namespace][method] || globalThis[namespace] && globalThis[namespace][method];
	};
}));
// node_modules/core-js-pure/internals/object-is-prototype-of.js
var require_object_is_prototype_of = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_function_uncurry_this()({}.isPrototypeOf);
}));
// node_modules/core-js-pure/internals/environment-user-agent.js
var require_environment_user_agent = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var navigator = require_global_this().navigator;
	var userAgent = navigator && navigator.userAgent;
	module.exports = userAgent ? String(userAgent) : "";
}));
// node_modules/core-js-pure/internals/environment-v8-version.js
var require_environment_v8_version = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var globalThis = require_global_this();
	var userAgent = require_environment_user_agent();
	var process = globalThis.process;
	var Deno = globalThis.Deno;
	var versions = process && process.versions || Deno && Deno.version;
	var v8 = versions && versions.v8;
	var match;
	var version;
	if (v8) {
		match = v8.split(".");
		version = match[0] > 0 && match[0] < 4 ? 1 : +(match[0] + match[1]);
	}
	if (!version && userAgent) {
		match = userAgent.match(/Edge\/(\d+)/);
		if (!match || match[1] >= 74) {
			match = userAgent.match(/Chrome\/(\d+)/);
			if (match) version = +match[1];
		}
	}
	module.exports = version;
}));
// node_modules/core-js-pure/internals/symbol-constructor-detection.js
var require_symbol_constructor_detection = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var V8_VERSION = require_environment_v8_version();
	var fails = require_fails();
	var $String = require_global_this().String;
	module.exports = !!Object.getOwnPropertySymbols && !fails(function() {
		var symbol = Symbol("symbol detection");
		return !$String(symbol) || !(Object(symbol) instanceof Symbol) || !Symbol.sham && V8_VERSION && V8_VERSION < 41;
	});
}));
// node_modules/core-js-pure/internals/use-symbol-as-uid.js
var require_use_symbol_as_uid = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_symbol_constructor_detection() && !Symbol.sham && typeof Symbol.iterator == "symbol";
}));
// node_modules/core-js-pure/internals/is-symbol.js
var require_is_symbol = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var getBuiltIn = require_get_built_in();
	var isCallable = require_is_callable();
	var isPrototypeOf = require_object_is_prototype_of();
	var USE_SYMBOL_AS_UID = require_use_symbol_as_uid();
	var $Object = Object;
	module.exports = USE_SYMBOL_AS_UID ? function(it) {
		return typeof it == "symbol";
	} : function(it) {
		var $Symbol = getBuiltIn("Symbol");
		return isCallable($Symbol) && isPrototypeOf($Symbol.prototype, $Object(it));
	};
}));
// node_modules/core-js-pure/internals/try-to-string.js
var require_try_to_string = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var $String = String;
	module.exports = function(argument) {
		try {
			return $String(argument);
		} catch (error) {
			return "Object";
		}
	};
}));
// node_modules/core-js-pure/internals/a-callable.js
var require_a_callable = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var isCallable = require_is_callable();
	var tryToString = require_try_to_string();
	var $TypeError = TypeError;
	module.exports = function(argument) {
		if (isCallable(argument)) return argument;
		throw new $TypeError(tryToString(argument) + " is not a function");
	};
}));
// node_modules/core-js-pure/internals/get-method.js
var require_get_method = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var aCallable = require_a_callable();
	var isNullOrUndefined = require_is_null_or_undefined();
	module.exports = function(V, P) {
		var func = V[P];
		return isNullOrUndefined(func) ? void 0 : aCallable(func);
	};
}));
// node_modules/core-js-pure/internals/ordinary-to-primitive.js
var require_ordinary_to_primitive = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var call = require_function_call();
	var isCallable = require_is_callable();
	var isObject = require_is_object();
	var $TypeError = TypeError;
	module.exports = function(input, pref) {
		var fn, val;
		if (pref === "string" && isCallable(fn = input.toString) && !isObject(val = call(fn, input))) return val;
		if (isCallable(fn = input.valueOf) && !isObject(val = call(fn, input))) return val;
		if (pref !== "string" && isCallable(fn = input.toString) && !isObject(val = call(fn, input))) return val;
		throw new $TypeError("Can't convert object to primitive value");
	};
}));
// node_modules/core-js-pure/internals/is-pure.js
var require_is_pure = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = true;
}));
// node_modules/core-js-pure/internals/define-global-property.js
var require_define_global_property = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var globalThis = require_global_this();
	var defineProperty = Object.defineProperty;
	module.exports = function(key, value) {
		try {
			defineProperty(globalThis, key, {
				value,
				configurable: true,
				writable: true
			});
		} catch (error) {
			globalThis[key] = value;
		}
		return value;
	};
}));
// node_modules/core-js-pure/internals/shared-store.js
var require_shared_store = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var IS_PURE = require_is_pure();
	var globalThis = require_global_this();
	var defineGlobalProperty = require_define_global_property();
	var SHARED = "__core-js_shared__";
	var store = module.exports = globalThis[SHARED] || defineGlobalProperty(SHARED, {});
	(store.versions || (store.versions = [])).push({
		version: "3.51.0",
		mode: IS_PURE ? "pure" : "global",
		copyright: "© 2013–2025 Denis Pushkarev (zloirock.ru), 2025–2026 CoreJS Company (core-js.io). All rights reserved.",
		license: "https://github.com/zloirock/core-js/blob/v3.51.0/LICENSE",
		source: "https://github.com/zloirock/core-js"
	});
}));
// node_modules/core-js-pure/internals/shared.js
var require_shared = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var store = require_shared_store();
	var create = Object.create || Object;
	module.exports = function(key, value) {
		return store[key] || (store[key] = value || create(null));
	};
}));
// node_modules/core-js-pure/internals/to-object.js
var require_to_object = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var requireObjectCoercible = require_require_object_coercible();
	var $Object = Object;
	module.exports = function(argument) {
		return $Object(requireObjectCoercible(argument));
	};
}));
// node_modules/core-js-pure/internals/has-own-property.js
var require_has_own_property = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var uncurryThis = require_function_uncurry_this();
	var toObject = require_to_object();
	var hasOwnProperty = uncurryThis({}.hasOwnProperty);
	module.exports = Object.hasOwn || function hasOwn(it, key) {
		return hasOwnProperty(toObject(it), key);
	};
}));
// node_modules/core-js-pure/internals/uid.js
var require_uid = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var uncurryThis = require_function_uncurry_this();
	var id = 0;
	var postfix = Math.random();
	var toString = uncurryThis(1.1.toString);
	module.exports = function(key) {
		return "Symbol(" + (key === void 0 ? "" : key) + ")_" + toString(++id + postfix, 36);
	};
}));
// node_modules/core-js-pure/internals/well-known-symbol.js
var require_well_known_symbol = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var globalThis = require_global_this();
	var shared = require_shared();
	var hasOwn = require_has_own_property();
	var uid = require_uid();
	var NATIVE_SYMBOL = require_symbol_constructor_detection();
	var USE_SYMBOL_AS_UID = require_use_symbol_as_uid();
	var Symbol = globalThis.Symbol;
	var WellKnownSymbolsStore = shared("wks");
	var createWellKnownSymbol = USE_SYMBOL_AS_UID ? Symbol["for"] || Symbol : Symbol && Symbol.withoutSetter || uid;
	module.exports = function(name) {
		if (!hasOwn(WellKnownSymbolsStore, name)) WellKnownSymbolsStore[name] = NATIVE_SYMBOL && hasOwn(Symbol, name) ? Symbol[name] : createWellKnownSymbol("Symbol." + name);
		return WellKnownSymbolsStore[name];
	};
}));
// node_modules/core-js-pure/internals/to-primitive.js
var require_to_primitive = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var call = require_function_call();
	var isObject = require_is_object();
	var isSymbol = require_is_symbol();
	var getMethod = require_get_method();
	var ordinaryToPrimitive = require_ordinary_to_primitive();
	var wellKnownSymbol = require_well_known_symbol();
	var $TypeError = TypeError;
	var TO_PRIMITIVE = wellKnownSymbol("toPrimitive");
	module.exports = function(input, pref) {
		if (!isObject(input) || isSymbol(input)) return input;
		var exoticToPrim = getMethod(input, TO_PRIMITIVE);
		var result;
		if (exoticToPrim) {
			if (pref === void 0) pref = "default";
			result = call(exoticToPrim, input, pref);
			if (!isObject(result) || isSymbol(result)) return result;
			throw new $TypeError("Can't convert object to primitive value");
		}
		if (pref === void 0) pref = "number";
		return ordinaryToPrimitive(input, pref);
	};
}));
// node_modules/core-js-pure/internals/to-property-key.js
var require_to_property_key = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var toPrimitive = require_to_primitive();
	var isSymbol = require_is_symbol();
	module.exports = function(argument) {
		var key = toPrimitive(argument, "string");
		return isSymbol(key) ? key : key + "";
	};
}));
// node_modules/core-js-pure/internals/document-create-element.js
var require_document_create_element = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var globalThis = require_global_this();
	var isObject = require_is_object();
	var document = globalThis.document;
	var EXISTS = isObject(document) && isObject(document.createElement);
	module.exports = function(it) {
		return EXISTS ? document.createElement(it) : {};
	};
}));
// node_modules/core-js-pure/internals/ie8-dom-define.js
var require_ie8_dom_define = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var DESCRIPTORS = require_descriptors();
	var fails = require_fails();
	var createElement = require_document_create_element();
	module.exports = !DESCRIPTORS && !fails(function() {
		return Object.defineProperty(createElement("div"), "a", { get: function() {
			return 7;
		} }).a !== 7;
	});
}));
// node_modules/core-js-pure/internals/object-get-own-property-descriptor.js
var require_object_get_own_property_descriptor = /* @__PURE__ */ __commonJSMin(((exports) => {
	var DESCRIPTORS = require_descriptors();
	var call = require_function_call();
	var propertyIsEnumerableModule = require_object_property_is_enumerable();
	var createPropertyDescriptor = require_create_property_descriptor();
	var toIndexedObject = require_to_indexed_object();
	var toPropertyKey = require_to_property_key();
	var hasOwn = require_has_own_property();
	var IE8_DOM_DEFINE = require_ie8_dom_define();
	var $getOwnPropertyDescriptor = Object.getOwnPropertyDescriptor;
	exports.f = DESCRIPTORS ? $getOwnPropertyDescriptor : function getOwnPropertyDescriptor(O, P) {
		O = toIndexedObject(O);
		P = toPropertyKey(P);
		if (IE8_DOM_DEFINE) try {
			return $getOwnPropertyDescriptor(O, P);
		} catch (error) {}
		if (hasOwn(O, P)) return createPropertyDescriptor(!call(propertyIsEnumerableModule.f, O, P), O[P]);
	};
}));
// node_modules/core-js-pure/internals/is-forced.js
var require_is_forced = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var fails = require_fails();
	var isCallable = require_is_callable();
	var replacement = /#|\.prototype\./;
	var isForced = function(feature, detection) {
		var value = data[normalize(feature)];
		return value === POLYFILL ? true : value === NATIVE ? false : isCallable(detection) ? fails(detection) : !!detection;
	};
	var normalize = isForced.normalize = function(string) {
		return String(string).replace(replacement, ".").toLowerCase();
	};
	var data = isForced.data = {};
	var NATIVE = isForced.NATIVE = "N";
	var POLYFILL = isForced.POLYFILL = "P";
	module.exports = isForced;
}));
// node_modules/core-js-pure/internals/function-bind-context.js
var require_function_bind_context = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var uncurryThis = require_function_uncurry_this_clause();
	var aCallable = require_a_callable();
	var NATIVE_BIND = require_function_bind_native();
	var bind = uncurryThis(uncurryThis.bind);
	module.exports = function(fn, that) {
		aCallable(fn);
		return that === void 0 ? fn : NATIVE_BIND ? bind(fn, that) : function() {
			return fn.apply(that, arguments);
		};
	};
}));
// node_modules/core-js-pure/internals/v8-prototype-define-bug.js
var require_v8_prototype_define_bug = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var DESCRIPTORS = require_descriptors();
	var fails = require_fails();
	module.exports = DESCRIPTORS && fails(function() {
		return Object.defineProperty(function() {}, "prototype", {
			value: 42,
			writable: false
		}).prototype !== 42;
	});
}));
// node_modules/core-js-pure/internals/an-object.js
var require_an_object = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var isObject = require_is_object();
	var $String = String;
	var $TypeError = TypeError;
	module.exports = function(argument) {
		if (isObject(argument)) return argument;
		throw new $TypeError($String(argument) + " is not an object");
	};
}));
// node_modules/core-js-pure/internals/object-define-property.js
var require_object_define_property = /* @__PURE__ */ __commonJSMin(((exports) => {
	var DESCRIPTORS = require_descriptors();
	var IE8_DOM_DEFINE = require_ie8_dom_define();
	var V8_PROTOTYPE_DEFINE_BUG = require_v8_prototype_define_bug();
	var anObject = require_an_object();
	var toPropertyKey = require_to_property_key();
	var $TypeError = TypeError;
	var $defineProperty = Object.defineProperty;
	var $getOwnPropertyDescriptor = Object.getOwnPropertyDescriptor;
	var ENUMERABLE = "enumerable";
	var CONFIGURABLE = "configurable";
	var WRITABLE = "writable";
	exports.f = DESCRIPTORS ? V8_PROTOTYPE_DEFINE_BUG ? function defineProperty(O, P, Attributes) {
		anObject(O);
		P = toPropertyKey(P);
		anObject(Attributes);
		if (typeof O === "function" && P === "prototype" && "value" in Attributes && WRITABLE in Attributes && !Attributes[WRITABLE]) {
			var current = $getOwnPropertyDescriptor(O, P);
			if (current && current[WRITABLE]) {
				O[P] = Attributes.value;
				Attributes = {
					configurable: CONFIGURABLE in Attributes ? Attributes[CONFIGURABLE] : current[CONFIGURABLE],
					enumerable: ENUMERABLE in Attributes ? Attributes[ENUMERABLE] : current[ENUMERABLE],
					writable: false
				};
			}
		}
		return $defineProperty(O, P, Attributes);
	} : $defineProperty : function defineProperty(O, P, Attributes) {
		anObject(O);
		P = toPropertyKey(P);
		anObject(Attributes);
		if (IE8_DOM_DEFINE) try {
			return $defineProperty(O, P, Attributes);
		} catch (error) {}
		if ("get" in Attributes || "set" in Attributes) throw new $TypeError("Accessors not supported");
		if ("value" in Attributes) O[P] = Attributes.value;
		return O;
	};
}));
// node_modules/core-js-pure/internals/create-non-enumerable-property.js
var require_create_non_enumerable_property = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var DESCRIPTORS = require_descriptors();
	var definePropertyModule = require_object_define_property();
	var createPropertyDescriptor = require_create_property_descriptor();
	module.exports = DESCRIPTORS ? function(object, key, value) {
		return definePropertyModule.f(object, key, createPropertyDescriptor(1, value));
	} : function(object, key, value) {
		object[key] = value;
		return object;
	};
}));
// node_modules/core-js-pure/internals/export.js
var require_export = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var globalThis = require_global_this();
	var apply = require_function_apply();
	var uncurryThis = require_function_uncurry_this_clause();
	var isCallable = require_is_callable();
	var getOwnPropertyDescriptor = require_object_get_own_property_descriptor().f;
	var isForced = require_is_forced();
	var path = require_path();
	var bind = require_function_bind_context();
	var createNonEnumerableProperty = require_create_non_enumerable_property();
	var hasOwn = require_has_own_property();
	require_shared_store();
	var wrapConstructor = function(NativeConstructor) {
		var Wrapper = function(a, b, c) {
			if (this instanceof Wrapper) {
				switch (arguments.length) {
					case 0: return new NativeConstructor();
					case 1: return new NativeConstructor(a);
					case 2: return new NativeConstructor(a, b);
				}
				return new NativeConstructor(a, b, c);
			}
			return apply(NativeConstructor, this, arguments);
		};
		Wrapper.prototype = NativeConstructor.prototype;
		return Wrapper;
	};
	module.exports = function(options, source) {
		var TARGET = options.target;
		var GLOBAL = options.global;
		var STATIC = options.stat;
		var PROTO = options.proto;
		var nativeSource = GLOBAL ? globalThis : STATIC ? globalThis[TARGET] : globalThis[TARGET] && globalThis[TARGET].prototype;
		var target = GLOBAL ? path : path[TARGET] || createNonEnumerableProperty(path, TARGET, {})[TARGET];
		var targetPrototype = target.prototype;
		var FORCED, USE_NATIVE, VIRTUAL_PROTOTYPE;
		var key, sourceProperty, targetProperty, nativeProperty, resultProperty, descriptor;
		for (key in source) {
			FORCED = isForced(GLOBAL ? key : TARGET + (STATIC ? "." : "#") + key, options.forced);
			USE_NATIVE = !FORCED && nativeSource && hasOwn(nativeSource, key);
			targetProperty = target[key];
			if (USE_NATIVE) if (options.dontCallGetSet) {
				descriptor = getOwnPropertyDescriptor(nativeSource, key);
				nativeProperty = descriptor && descriptor.value;
			} else nativeProperty = nativeSource[key];
			sourceProperty = USE_NATIVE && nativeProperty ? nativeProperty : source[key];
			if (!FORCED && !PROTO && typeof targetProperty == typeof sourceProperty) continue;
			if (options.bind && USE_NATIVE) resultProperty = bind(sourceProperty, globalThis);
			else if (options.wrap && USE_NATIVE) resultProperty = wrapConstructor(sourceProperty);
			else if (PROTO && isCallable(sourceProperty)) resultProperty = uncurryThis(sourceProperty);
			else resultProperty = sourceProperty;
			if (options.sham || sourceProperty && sourceProperty.sham || targetProperty && targetProperty.sham) createNonEnumerableProperty(resultProperty, "sham", true);
			createNonEnumerableProperty(target, key, resultProperty);
			if (PROTO) {
				VIRTUAL_PROTOTYPE = TARGET + "Prototype";
				if (!hasOwn(path, VIRTUAL_PROTOTYPE)) createNonEnumerableProperty(path, VIRTUAL_PROTOTYPE, {});
				createNonEnumerableProperty(path[VIRTUAL_PROTOTYPE], key, sourceProperty);
				if (options.real && targetPrototype && (FORCED || !targetPrototype[key])) createNonEnumerableProperty(targetPrototype, key, sourceProperty);
			}
		}
	};
}));
// node_modules/core-js-pure/modules/es.object.define-property.js
var require_es_object_define_property = /* @__PURE__ */ __commonJSMin((() => {
	var $ = require_export();
	var DESCRIPTORS = require_descriptors();
	var defineProperty = require_object_define_property().f;
	$({
		target: "Object",
		stat: true,
		forced: Object.defineProperty !== defineProperty,
		sham: !DESCRIPTORS
	}, { defineProperty });
}));
// node_modules/core-js-pure/es/object/define-property.js
var require_define_property$2 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	require_es_object_define_property();
	var Object = require_path().Object;
	var $defineProperty = module.exports = function defineProperty(it, key, desc) {
		return Object.defineProperty(it, key, desc);
	};
	if (Object.defineProperty.sham) $defineProperty.sham = true;
}));
// node_modules/core-js-pure/stable/object/define-property.js
var require_define_property$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_define_property$2();
}));
// node_modules/@babel/runtime-corejs3/core-js-stable/object/define-property.js
var require_define_property = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_define_property$1();
}));
// node_modules/core-js-pure/internals/add-to-unscopables.js
var require_add_to_unscopables = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = function() {};
}));
// node_modules/core-js-pure/internals/iterators.js
var require_iterators = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = Object.create ? Object.create(null) : {};
}));
// node_modules/core-js-pure/internals/weak-map-basic-detection.js
var require_weak_map_basic_detection = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var globalThis = require_global_this();
	var isCallable = require_is_callable();
	var WeakMap = globalThis.WeakMap;
	module.exports = isCallable(WeakMap) && /native code/.test(String(WeakMap));
}));
// node_modules/core-js-pure/internals/shared-key.js
var require_shared_key = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var shared = require_shared();
	var uid = require_uid();
	var keys = shared("keys");
	module.exports = function(key) {
		return keys[key] || (keys[key] = uid(key));
	};
}));
// node_modules/core-js-pure/internals/hidden-keys.js
var require_hidden_keys = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = {};
}));
// node_modules/core-js-pure/internals/internal-state.js
var require_internal_state = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var NATIVE_WEAK_MAP = require_weak_map_basic_detection();
	var globalThis = require_global_this();
	var isObject = require_is_object();
	var createNonEnumerableProperty = require_create_non_enumerable_property();
	var hasOwn = require_has_own_property();
	var shared = require_shared_store();
	var sharedKey = require_shared_key();
	var hiddenKeys = require_hidden_keys();
	var OBJECT_ALREADY_INITIALIZED = "Object already initialized";
	var TypeError = globalThis.TypeError;
	var WeakMap = globalThis.WeakMap;
	var set;
	var get;
	var has;
	var enforce = function(it) {
		return has(it) ? get(it) : set(it, {});
	};
	var getterFor = function(TYPE) {
		return function(it) {
			var state;
			if (!isObject(it) || (state = get(it)).type !== TYPE) throw new TypeError("Incompatible receiver, " + TYPE + " required");
			return state;
		};
	};
	if (NATIVE_WEAK_MAP || shared.state) {
		var store = shared.state || (shared.state = new WeakMap());
		store.get = store.get;
		store.has = store.has;
		store.set = store.set;
		set = function(it, metadata) {
			if (store.has(it)) throw new TypeError(OBJECT_ALREADY_INITIALIZED);
			metadata.facade = it;
			store.set(it, metadata);
			return metadata;
		};
		get = function(it) {
			return store.get(it) || {};
		};
		has = function(it) {
			return store.has(it);
		};
	} else {
		var STATE = sharedKey("state");
		hiddenKeys[STATE] = true;
		set = function(it, metadata) {
			if (hasOwn(it, STATE)) throw new TypeError(OBJECT_ALREADY_INITIALIZED);
			metadata.facade = it;
			createNonEnumerableProperty(it, STATE, metadata);
			return metadata;
		};
		get = function(it) {
			return hasOwn(it, STATE) ? it[STATE] : {};
		};
		has = function(it) {
			return hasOwn(it, STATE);
		};
	}
	module.exports = {
		set,
		get,
		has,
		enforce,
		getterFor
	};
}));
// node_modules/core-js-pure/internals/function-name.js
var require_function_name = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var DESCRIPTORS = require_descriptors();
	var hasOwn = require_has_own_property();
	var FunctionPrototype = Function.prototype;
	var getDescriptor = DESCRIPTORS && Object.getOwnPropertyDescriptor;
	var EXISTS = hasOwn(FunctionPrototype, "name");
	module.exports = {
		EXISTS,
		PROPER: EXISTS && function something() {}.name === "something",
		CONFIGURABLE: EXISTS && (!DESCRIPTORS || DESCRIPTORS && getDescriptor(FunctionPrototype, "name").configurable)
	};
}));
// node_modules/core-js-pure/internals/math-trunc.js
var require_math_trunc = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var ceil = Math.ceil;
	var floor = Math.floor;
	module.exports = Math.trunc || function trunc(x) {
		var n = +x;
		return (n > 0 ? floor : ceil)(n);
	};
}));
// node_modules/core-js-pure/internals/to-integer-or-infinity.js
var require_to_integer_or_infinity = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var trunc = require_math_trunc();
	module.exports = function(argument) {
		var number = +argument;
		return number !== number || number === 0 ? 0 : trunc(number);
	};
}));
// node_modules/core-js-pure/internals/to-absolute-index.js
var require_to_absolute_index = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var toIntegerOrInfinity = require_to_integer_or_infinity();
	var max = Math.max;
	var min = Math.min;
	module.exports = function(index, length) {
		var integer = toIntegerOrInfinity(index);
		return integer < 0 ? max(integer + length, 0) : min(integer, length);
	};
}));
// node_modules/core-js-pure/internals/to-length.js
var require_to_length = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var toIntegerOrInfinity = require_to_integer_or_infinity();
	var min = Math.min;
	module.exports = function(argument) {
		var len = toIntegerOrInfinity(argument);
		return len > 0 ? min(len, 9007199254740991) : 0;
	};
}));
// node_modules/core-js-pure/internals/length-of-array-like.js
var require_length_of_array_like = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var toLength = require_to_length();
	module.exports = function(obj) {
		return toLength(obj.length);
	};
}));
// node_modules/core-js-pure/internals/array-includes.js
var require_array_includes = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var toIndexedObject = require_to_indexed_object();
	var toAbsoluteIndex = require_to_absolute_index();
	var lengthOfArrayLike = require_length_of_array_like();
	var createMethod = function(IS_INCLUDES) {
		return function($this, el, fromIndex) {
			var O = toIndexedObject($this);
			var length = lengthOfArrayLike(O);
			if (length === 0) return !IS_INCLUDES && -1;
			var index = toAbsoluteIndex(fromIndex, length);
			var value;
			if (IS_INCLUDES && el !== el) while (length > index) {
				value = O[index++];
				if (value !== value) return true;
			}
			else for (; length > index; index++) if ((IS_INCLUDES || index in O) && O[index] === el) return IS_INCLUDES || index || 0;
			return !IS_INCLUDES && -1;
		};
	};
	module.exports = {
		includes: createMethod(true),
		indexOf: createMethod(false)
	};
}));
// node_modules/core-js-pure/internals/object-keys-internal.js
var require_object_keys_internal = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var uncurryThis = require_function_uncurry_this();
	var hasOwn = require_has_own_property();
	var toIndexedObject = require_to_indexed_object();
	var indexOf = require_array_includes().indexOf;
	var hiddenKeys = require_hidden_keys();
	var push = uncurryThis([].push);
	module.exports = function(object, names) {
		var O = toIndexedObject(object);
		var i = 0;
		var result = [];
		var key;
		for (key in O) !hasOwn(hiddenKeys, key) && hasOwn(O, key) && push(result, key);
		while (names.length > i) if (hasOwn(O, key = names[i++])) ~indexOf(result, key) || push(result, key);
		return result;
	};
}));
// node_modules/core-js-pure/internals/enum-bug-keys.js
var require_enum_bug_keys = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = [
		"constructor",
		"hasOwnProperty",
		"isPrototypeOf",
		"propertyIsEnumerable",
		"toLocaleString",
		"toString",
		"valueOf"
	];
}));
// node_modules/core-js-pure/internals/object-keys.js
var require_object_keys = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var internalObjectKeys = require_object_keys_internal();
	var enumBugKeys = require_enum_bug_keys();
	module.exports = Object.keys || function keys(O) {
		return internalObjectKeys(O, enumBugKeys);
	};
}));
// node_modules/core-js-pure/internals/object-define-properties.js
var require_object_define_properties = /* @__PURE__ */ __commonJSMin(((exports) => {
	var DESCRIPTORS = require_descriptors();
	var V8_PROTOTYPE_DEFINE_BUG = require_v8_prototype_define_bug();
	var definePropertyModule = require_object_define_property();
	var anObject = require_an_object();
	var toIndexedObject = require_to_indexed_object();
	var objectKeys = require_object_keys();
	exports.f = DESCRIPTORS && !V8_PROTOTYPE_DEFINE_BUG ? Object.defineProperties : function defineProperties(O, Properties) {
		anObject(O);
		var props = toIndexedObject(Properties);
		var keys = objectKeys(Properties);
		var length = keys.length;
		var index = 0;
		var key;
		while (length > index) definePropertyModule.f(O, key = keys[index++], props[key]);
		return O;
	};
}));
// node_modules/core-js-pure/internals/html.js
var require_html = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_get_built_in()("document", "documentElement");
}));
// node_modules/core-js-pure/internals/object-create.js
var require_object_create = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var anObject = require_an_object();
	var definePropertiesModule = require_object_define_properties();
	var enumBugKeys = require_enum_bug_keys();
	var hiddenKeys = require_hidden_keys();
	var html = require_html();
	var documentCreateElement = require_document_create_element();
	var sharedKey = require_shared_key();
	var GT = ">";
	var LT = "<";
	var PROTOTYPE = "prototype";
	var SCRIPT = "script";
	var IE_PROTO = sharedKey("IE_PROTO");
	var EmptyConstructor = function() {};
	var scriptTag = function(content) {
		return LT + SCRIPT + GT + content + LT + "/" + SCRIPT + GT;
	};
	var NullProtoObjectViaActiveX = function(activeXDocument) {
		activeXDocument.write(scriptTag(""));
		activeXDocument.close();
		var temp = activeXDocument.parentWindow.Object;
		activeXDocument = null;
		return temp;
	};
	var NullProtoObjectViaIFrame = function() {
		var iframe = documentCreateElement("iframe");
		var JS = "java" + SCRIPT + ":";
		var iframeDocument;
		iframe.style.display = "none";
		html.appendChild(iframe);
		iframe.src = String(JS);
		iframeDocument = iframe.contentWindow.document;
		iframeDocument.open();
		iframeDocument.write(scriptTag("document.F=Object"));
		iframeDocument.close();
		return iframeDocument.F;
	};
	var activeXDocument;
	var NullProtoObject = function() {
		try {
			activeXDocument = new ActiveXObject("htmlfile");
		} catch (error) {}
		NullProtoObject = typeof document != "undefined" ? document.domain && activeXDocument ? NullProtoObjectViaActiveX(activeXDocument) : NullProtoObjectViaIFrame() : NullProtoObjectViaActiveX(activeXDocument);
		var length = enumBugKeys.length;
		while (length--) delete NullProtoObject[PROTOTYPE][enumBugKeys[length]];
		return NullProtoObject();
	};
	hiddenKeys[IE_PROTO] = true;
	module.exports = Object.create || function create(O, Properties) {
		var result;
		if (O !== null) {
			EmptyConstructor[PROTOTYPE] = anObject(O);
			result = new EmptyConstructor();
			EmptyConstructor[PROTOTYPE] = null;
			result[IE_PROTO] = O;
		} else result = NullProtoObject();
		return Properties === void 0 ? result : definePropertiesModule.f(result, Properties);
	};
}));
// node_modules/core-js-pure/internals/correct-prototype-getter.js
var require_correct_prototype_getter = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = !require_fails()(function() {
		function F() {}
		F.prototype.constructor = null;
		return Object.getPrototypeOf(new F()) !== F.prototype;
	});
}));
// node_modules/core-js-pure/internals/object-get-prototype-of.js
var require_object_get_prototype_of = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var hasOwn = require_has_own_property();
	var isCallable = require_is_callable();
	var toObject = require_to_object();
	var sharedKey = require_shared_key();
	var CORRECT_PROTOTYPE_GETTER = require_correct_prototype_getter();
	var IE_PROTO = sharedKey("IE_PROTO");
	var $Object = Object;
	var ObjectPrototype = $Object.prototype;
	module.exports = CORRECT_PROTOTYPE_GETTER ? $Object.getPrototypeOf : function(O) {
		var object = toObject(O);
		if (hasOwn(object, IE_PROTO)) return object[IE_PROTO];
		var constructor = object.constructor;
		if (isCallable(constructor) && object instanceof constructor) return constructor.prototype;
		return object instanceof $Object ? ObjectPrototype : null;
	};
}));
// node_modules/core-js-pure/internals/define-built-in.js
var require_define_built_in = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var createNonEnumerableProperty = require_create_non_enumerable_property();
	module.exports = function(target, key, value, options) {
		if (options && options.enumerable) target[key] = value;
		else createNonEnumerableProperty(target, key, value);
		return target;
	};
}));
// node_modules/core-js-pure/internals/iterators-core.js
var require_iterators_core = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var fails = require_fails();
	var isCallable = require_is_callable();
	var isObject = require_is_object();
	var create = require_object_create();
	var getPrototypeOf = require_object_get_prototype_of();
	var defineBuiltIn = require_define_built_in();
	var wellKnownSymbol = require_well_known_symbol();
	var IS_PURE = require_is_pure();
	var ITERATOR = wellKnownSymbol("iterator");
	var BUGGY_SAFARI_ITERATORS = false;
	var IteratorPrototype;
	var PrototypeOfArrayIteratorPrototype;
	var arrayIterator;
	if ([].keys) {
		arrayIterator = [].keys();
		if (!("next" in arrayIterator)) BUGGY_SAFARI_ITERATORS = true;
		else {
			PrototypeOfArrayIteratorPrototype = getPrototypeOf(getPrototypeOf(arrayIterator));
			if (PrototypeOfArrayIteratorPrototype !== Object.prototype) IteratorPrototype = PrototypeOfArrayIteratorPrototype;
		}
	}
	if (!isObject(IteratorPrototype) || fails(function() {
		var test = {};
		return IteratorPrototype[ITERATOR].call(test) !== test;
	})) IteratorPrototype = {};
	else if (IS_PURE) IteratorPrototype = create(IteratorPrototype);
	if (!isCallable(IteratorPrototype[ITERATOR])) defineBuiltIn(IteratorPrototype, ITERATOR, function() {
		return this;
	});
	module.exports = {
		IteratorPrototype,
		BUGGY_SAFARI_ITERATORS
	};
}));
// node_modules/core-js-pure/internals/to-string-tag-support.js
var require_to_string_tag_support = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var TO_STRING_TAG = require_well_known_symbol()("toStringTag");
	var test = {};
	test[TO_STRING_TAG] = "z";
	module.exports = String(test) === "[object z]";
}));
// node_modules/core-js-pure/internals/classof.js
var require_classof = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var TO_STRING_TAG_SUPPORT = require_to_string_tag_support();
	var isCallable = require_is_callable();
	var classofRaw = require_classof_raw();
	var TO_STRING_TAG = require_well_known_symbol()("toStringTag");
	var $Object = Object;
	var CORRECT_ARGUMENTS = classofRaw(function() {
		return arguments;
	}()) === "Arguments";
	var tryGet = function(it, key) {
		try {
			return it[key];
		} catch (error) {}
	};
	module.exports = TO_STRING_TAG_SUPPORT ? classofRaw : function(it) {
		var O, tag, result;
		return it === void 0 ? "Undefined" : it === null ? "Null" : typeof (tag = tryGet(O = $Object(it), TO_STRING_TAG)) == "string" ? tag : CORRECT_ARGUMENTS ? classofRaw(O) : (result = classofRaw(O)) === "Object" && isCallable(O.callee) ? "Arguments" : result;
	};
}));
// node_modules/core-js-pure/internals/object-to-string.js
var require_object_to_string = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var TO_STRING_TAG_SUPPORT = require_to_string_tag_support();
	var classof = require_classof();
	module.exports = TO_STRING_TAG_SUPPORT ? {}.toString : function toString() {
		return "[object " + classof(this) + "]";
	};
}));
// node_modules/core-js-pure/internals/set-to-string-tag.js
var require_set_to_string_tag = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var TO_STRING_TAG_SUPPORT = require_to_string_tag_support();
	var defineProperty = require_object_define_property().f;
	var createNonEnumerableProperty = require_create_non_enumerable_property();
	var hasOwn = require_has_own_property();
	var toString = require_object_to_string();
	var TO_STRING_TAG = require_well_known_symbol()("toStringTag");
	module.exports = function(it, TAG, STATIC, SET_METHOD) {
		var target = STATIC ? it : it && it.prototype;
		if (target) {
			if (!hasOwn(target, TO_STRING_TAG)) defineProperty(target, TO_STRING_TAG, {
				configurable: true,
				value: TAG
			});
			if (SET_METHOD && !TO_STRING_TAG_SUPPORT) createNonEnumerableProperty(target, "toString", toString);
		}
	};
}));
// node_modules/core-js-pure/internals/iterator-create-constructor.js
var require_iterator_create_constructor = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var IteratorPrototype = require_iterators_core().IteratorPrototype;
	var create = require_object_create();
	var createPropertyDescriptor = require_create_property_descriptor();
	var setToStringTag = require_set_to_string_tag();
	var Iterators = require_iterators();
	var returnThis = function() {
		return this;
	};
	module.exports = function(IteratorConstructor, NAME, next, ENUMERABLE_NEXT) {
		var TO_STRING_TAG = NAME + " Iterator";
		IteratorConstructor.prototype = create(IteratorPrototype, { next: createPropertyDescriptor(+!ENUMERABLE_NEXT, next) });
		setToStringTag(IteratorConstructor, TO_STRING_TAG, false, true);
		Iterators[TO_STRING_TAG] = returnThis;
		return IteratorConstructor;
	};
}));
// node_modules/core-js-pure/internals/function-uncurry-this-accessor.js
var require_function_uncurry_this_accessor = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var uncurryThis = require_function_uncurry_this();
	var aCallable = require_a_callable();
	module.exports = function(object, key, method) {
		try {
			return uncurryThis(aCallable(Object.getOwnPropertyDescriptor(object, key)[method]));
		} catch (error) {}
	};
}));
// node_modules/core-js-pure/internals/is-possible-prototype.js
var require_is_possible_prototype = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var isObject = require_is_object();
	module.exports = function(argument) {
		return isObject(argument) || argument === null;
	};
}));
// node_modules/core-js-pure/internals/a-possible-prototype.js
var require_a_possible_prototype = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var isPossiblePrototype = require_is_possible_prototype();
	var $String = String;
	var $TypeError = TypeError;
	module.exports = function(argument) {
		if (isPossiblePrototype(argument)) return argument;
		throw new $TypeError("Can't set " + $String(argument) + " as a prototype");
	};
}));
// node_modules/core-js-pure/internals/object-set-prototype-of.js
var require_object_set_prototype_of = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var uncurryThisAccessor = require_function_uncurry_this_accessor();
	var isObject = require_is_object();
	var requireObjectCoercible = require_require_object_coercible();
	var aPossiblePrototype = require_a_possible_prototype();
	module.exports = Object.setPrototypeOf || ("__proto__" in {} ? function() {
		var CORRECT_SETTER = false;
		var test = {};
		var setter;
		try {
			setter = uncurryThisAccessor(Object.prototype, "__proto__", "set");
			setter(test, []);
			CORRECT_SETTER = test instanceof Array;
		} catch (error) {}
		return function setPrototypeOf(O, proto) {
			requireObjectCoercible(O);
			aPossiblePrototype(proto);
			if (!isObject(O)) return O;
			if (CORRECT_SETTER) setter(O, proto);
			else O.__proto__ = proto;
			return O;
		};
	}() : void 0);
}));
// node_modules/core-js-pure/internals/iterator-define.js
var require_iterator_define = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var $ = require_export();
	var call = require_function_call();
	var IS_PURE = require_is_pure();
	var FunctionName = require_function_name();
	var isCallable = require_is_callable();
	var createIteratorConstructor = require_iterator_create_constructor();
	var getPrototypeOf = require_object_get_prototype_of();
	var setPrototypeOf = require_object_set_prototype_of();
	var setToStringTag = require_set_to_string_tag();
	var createNonEnumerableProperty = require_create_non_enumerable_property();
	var defineBuiltIn = require_define_built_in();
	var wellKnownSymbol = require_well_known_symbol();
	var Iterators = require_iterators();
	var IteratorsCore = require_iterators_core();
	var PROPER_FUNCTION_NAME = FunctionName.PROPER;
	var CONFIGURABLE_FUNCTION_NAME = FunctionName.CONFIGURABLE;
	var IteratorPrototype = IteratorsCore.IteratorPrototype;
	var BUGGY_SAFARI_ITERATORS = IteratorsCore.BUGGY_SAFARI_ITERATORS;
	var ITERATOR = wellKnownSymbol("iterator");
	var KEYS = "keys";
	var VALUES = "values";
	var ENTRIES = "entries";
	var returnThis = function() {
		return this;
	};
	module.exports = function(Iterable, NAME, IteratorConstructor, next, DEFAULT, IS_SET, FORCED) {
		createIteratorConstructor(IteratorConstructor, NAME, next);
		var getIterationMethod = function(KIND) {
			if (KIND === DEFAULT && defaultIterator) return defaultIterator;
			if (!BUGGY_SAFARI_ITERATORS && KIND && KIND in IterablePrototype) return IterablePrototype[KIND];
			switch (KIND) {
				case KEYS: return function keys() {
					return new IteratorConstructor(this, KIND);
				};
				case VALUES: return function values() {
					return new IteratorConstructor(this, KIND);
				};
				case ENTRIES: return function entries() {
					return new IteratorConstructor(this, KIND);
				};
			}
			return function() {
				return new IteratorConstructor(this);
			};
		};
		var TO_STRING_TAG = NAME + " Iterator";
		var INCORRECT_VALUES_NAME = false;
		var IterablePrototype = Iterable.prototype;
		var nativeIterator = IterablePrototype[ITERATOR] || IterablePrototype["@@iterator"] || DEFAULT && IterablePrototype[DEFAULT];
		var defaultIterator = !BUGGY_SAFARI_ITERATORS && nativeIterator || getIterationMethod(DEFAULT);
		var anyNativeIterator = NAME === "Array" ? IterablePrototype.entries || nativeIterator : nativeIterator;
		var CurrentIteratorPrototype, methods, KEY;
		if (anyNativeIterator) {
			CurrentIteratorPrototype = getPrototypeOf(anyNativeIterator.call(new Iterable()));
			if (CurrentIteratorPrototype !== Object.prototype && CurrentIteratorPrototype.next) {
				if (!IS_PURE && getPrototypeOf(CurrentIteratorPrototype) !== IteratorPrototype) {
					if (setPrototypeOf) setPrototypeOf(CurrentIteratorPrototype, IteratorPrototype);
					else if (!isCallable(CurrentIteratorPrototype[ITERATOR])) defineBuiltIn(CurrentIteratorPrototype, ITERATOR, returnThis);
				}
				setToStringTag(CurrentIteratorPrototype, TO_STRING_TAG, true, true);
				if (IS_PURE) Iterators[TO_STRING_TAG] = returnThis;
			}
		}
		if (PROPER_FUNCTION_NAME && DEFAULT === VALUES && nativeIterator && nativeIterator.name !== VALUES) {
			if (!IS_PURE && CONFIGURABLE_FUNCTION_NAME) createNonEnumerableProperty(IterablePrototype, "name", VALUES);
			else {
				INCORRECT_VALUES_NAME = true;
				defaultIterator = function values() {
					return call(nativeIterator, this);
				};
			}
		}
		if (DEFAULT) {
			methods = {
				values: getIterationMethod(VALUES),
				keys: IS_SET ? defaultIterator : getIterationMethod(KEYS),
				entries: getIterationMethod(ENTRIES)
			};
			if (FORCED) {
				for (KEY in methods) if (BUGGY_SAFARI_ITERATORS || INCORRECT_VALUES_NAME || !(KEY in IterablePrototype)) defineBuiltIn(IterablePrototype, KEY, methods[KEY]);
			} else $({
				target: NAME,
				proto: true,
				forced: BUGGY_SAFARI_ITERATORS || INCORRECT_VALUES_NAME
			}, methods);
		}
		if ((!IS_PURE || FORCED) && IterablePrototype[ITERATOR] !== defaultIterator) defineBuiltIn(IterablePrototype, ITERATOR, defaultIterator, { name: DEFAULT });
		Iterators[NAME] = defaultIterator;
		return methods;
	};
}));
// node_modules/core-js-pure/internals/create-iter-result-object.js
var require_create_iter_result_object = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = function(value, done) {
		return {
			value,
			done
		};
	};
}));
// node_modules/core-js-pure/modules/es.array.iterator.js
var require_es_array_iterator = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var toIndexedObject = require_to_indexed_object();
	var addToUnscopables = require_add_to_unscopables();
	var Iterators = require_iterators();
	var InternalStateModule = require_internal_state();
	var defineProperty = require_object_define_property().f;
	var defineIterator = require_iterator_define();
	var createIterResultObject = require_create_iter_result_object();
	var IS_PURE = require_is_pure();
	var DESCRIPTORS = require_descriptors();
	var ARRAY_ITERATOR = "Array Iterator";
	var setInternalState = InternalStateModule.set;
	var getInternalState = InternalStateModule.getterFor(ARRAY_ITERATOR);
	module.exports = defineIterator(Array, "Array", function(iterated, kind) {
		setInternalState(this, {
			type: ARRAY_ITERATOR,
			target: toIndexedObject(iterated),
			index: 0,
			kind
		});
	}, function() {
		var state = getInternalState(this);
		var target = state.target;
		var index = state.index++;
		if (!target || index >= target.length) {
			state.target = null;
			return createIterResultObject(void 0, true);
		}
		switch (state.kind) {
			case "keys": return createIterResultObject(index, false);
			case "values": return createIterResultObject(target[index], false);
		}
		return createIterResultObject([index, target[index]], false);
	}, "values");
	var values = Iterators.Arguments = Iterators.Array;
	addToUnscopables("keys");
	addToUnscopables("values");
	addToUnscopables("entries");
	if (!IS_PURE && DESCRIPTORS && values.name !== "values") try {
		defineProperty(values, "name", { value: "values" });
	} catch (error) {}
}));
// node_modules/core-js-pure/internals/to-string.js
var require_to_string = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var classof = require_classof();
	var $String = String;
	module.exports = function(argument) {
		if (classof(argument) === "Symbol") throw new TypeError("Cannot convert a Symbol value to a string");
		return $String(argument);
	};
}));
// node_modules/core-js-pure/internals/string-multibyte.js
var require_string_multibyte = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var uncurryThis = require_function_uncurry_this();
	var toIntegerOrInfinity = require_to_integer_or_infinity();
	var toString = require_to_string();
	var requireObjectCoercible = require_require_object_coercible();
	var charAt = uncurryThis("".charAt);
	var charCodeAt = uncurryThis("".charCodeAt);
	var stringSlice = uncurryThis("".slice);
	var createMethod = function(CONVERT_TO_STRING) {
		return function($this, pos) {
			var S = toString(requireObjectCoercible($this));
			var position = toIntegerOrInfinity(pos);
			var size = S.length;
			var first, second;
			if (position < 0 || position >= size) return CONVERT_TO_STRING ? "" : void 0;
			first = charCodeAt(S, position);
			return first < 55296 || first > 56319 || position + 1 === size || (second = charCodeAt(S, position + 1)) < 56320 || second > 57343 ? CONVERT_TO_STRING ? charAt(S, position) : first : CONVERT_TO_STRING ? stringSlice(S, position, position + 2) : (first - 55296 << 10) + (second - 56320) + 65536;
		};
	};
	module.exports = {
		codeAt: createMethod(false),
		charAt: createMethod(true)
	};
}));
// node_modules/core-js-pure/modules/es.string.iterator.js
var require_es_string_iterator = /* @__PURE__ */ __commonJSMin((() => {
	var charAt = require_string_multibyte().charAt;
	var toString = require_to_string();
	var InternalStateModule = require_internal_state();
	var defineIterator = require_iterator_define();
	var createIterResultObject = require_create_iter_result_object();
	var STRING_ITERATOR = "String Iterator";
	var setInternalState = InternalStateModule.set;
	var getInternalState = InternalStateModule.getterFor(STRING_ITERATOR);
	defineIterator(String, "String", function(iterated) {
		setInternalState(this, {
			type: STRING_ITERATOR,
			string: toString(iterated),
			index: 0
		});
	}, function next() {
		var state = getInternalState(this);
		var string = state.string;
		var index = state.index;
		var point;
		if (index >= string.length) return createIterResultObject(void 0, true);
		point = charAt(string, index);
		state.index += point.length;
		return createIterResultObject(point, false);
	});
}));
// node_modules/core-js-pure/internals/get-internal-iterator.js
var require_get_internal_iterator = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var classof = require_classof();
	var hasOwn = require_has_own_property();
	var Iterators = require_iterators();
	module.exports = function(it) {
		var klass = classof(it);
		if (klass === "Arguments") klass = "Array";
		return hasOwn(Iterators, klass) ? Iterators[klass] : void 0;
	};
}));
// node_modules/core-js-pure/internals/get-iterator-method.js
var require_get_iterator_method$6 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var getInternalIterator = require_get_internal_iterator();
	var ITERATOR = require_well_known_symbol()("iterator");
	module.exports = function(it) {
		return it[ITERATOR] || it["@@iterator"] || getInternalIterator(it);
	};
}));
// node_modules/core-js-pure/internals/get-iterator.js
var require_get_iterator$6 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var call = require_function_call();
	var isCallable = require_is_callable();
	var tryToString = require_try_to_string();
	var getIteratorMethod = require_get_iterator_method$6();
	var $TypeError = TypeError;
	module.exports = function(argument) {
		var iteratorMethod = getIteratorMethod(argument);
		if (isCallable(iteratorMethod)) return call(iteratorMethod, argument);
		throw new $TypeError(tryToString(argument) + " is not iterable");
	};
}));
// node_modules/core-js-pure/es/get-iterator.js
var require_get_iterator$5 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	require_es_array_iterator();
	require_es_string_iterator();
	module.exports = require_get_iterator$6();
}));
// node_modules/core-js-pure/internals/dom-iterables.js
var require_dom_iterables = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = {
		CSSRuleList: 0,
		CSSStyleDeclaration: 0,
		CSSValueList: 0,
		ClientRectList: 0,
		DOMRectList: 0,
		DOMStringList: 0,
		DOMTokenList: 1,
		DataTransferItemList: 0,
		FileList: 0,
		HTMLAllCollection: 0,
		HTMLCollection: 0,
		HTMLFormElement: 0,
		HTMLSelectElement: 0,
		MediaList: 0,
		MimeTypeArray: 0,
		NamedNodeMap: 0,
		NodeList: 1,
		PaintRequestList: 0,
		Plugin: 0,
		PluginArray: 0,
		SVGLengthList: 0,
		SVGNumberList: 0,
		SVGPathSegList: 0,
		SVGPointList: 0,
		SVGStringList: 0,
		SVGTransformList: 0,
		SourceBufferList: 0,
		StyleSheetList: 0,
		TextTrackCueList: 0,
		TextTrackList: 0,
		TouchList: 0
	};
}));
// node_modules/core-js-pure/modules/web.dom-collections.iterator.js
var require_web_dom_collections_iterator = /* @__PURE__ */ __commonJSMin((() => {
	require_es_array_iterator();
	var DOMIterables = require_dom_iterables();
	var globalThis = require_global_this();
	var setToStringTag = require_set_to_string_tag();
	var Iterators = require_iterators();
	for (var COLLECTION_NAME in DOMIterables) {
		setToStringTag(globalThis[COLLECTION_NAME], COLLECTION_NAME);
		Iterators[COLLECTION_NAME] = Iterators.Array;
	}
}));
// node_modules/core-js-pure/stable/get-iterator.js
var require_get_iterator$4 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var parent = require_get_iterator$5();
	require_web_dom_collections_iterator();
	module.exports = parent;
}));
// node_modules/core-js-pure/actual/get-iterator.js
var require_get_iterator$3 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_get_iterator$4();
}));
// node_modules/core-js-pure/full/get-iterator.js
var require_get_iterator$2 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_get_iterator$3();
}));
// node_modules/core-js-pure/features/get-iterator.js
var require_get_iterator$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_get_iterator$2();
}));
// node_modules/@babel/runtime-corejs3/core-js/get-iterator.js
var require_get_iterator = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_get_iterator$1();
}));
// node_modules/core-js-pure/internals/is-array.js
var require_is_array$6 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var classof = require_classof_raw();
	module.exports = Array.isArray || function isArray(argument) {
		return classof(argument) === "Array";
	};
}));
// node_modules/core-js-pure/modules/es.array.is-array.js
var require_es_array_is_array = /* @__PURE__ */ __commonJSMin((() => {
	require_export()({
		target: "Array",
		stat: true
	}, { isArray: require_is_array$6() });
}));
// node_modules/core-js-pure/es/array/is-array.js
var require_is_array$5 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	require_es_array_is_array();
	module.exports = require_path().Array.isArray;
}));
// node_modules/core-js-pure/stable/array/is-array.js
var require_is_array$4 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_is_array$5();
}));
// node_modules/@babel/runtime-corejs3/core-js-stable/array/is-array.js
var require_is_array$3 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_is_array$4();
}));
// node_modules/core-js-pure/es/get-iterator-method.js
var require_get_iterator_method$5 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	require_es_array_iterator();
	require_es_string_iterator();
	module.exports = require_get_iterator_method$6();
}));
// node_modules/core-js-pure/stable/get-iterator-method.js
var require_get_iterator_method$4 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var parent = require_get_iterator_method$5();
	require_web_dom_collections_iterator();
	module.exports = parent;
}));
// node_modules/core-js-pure/actual/get-iterator-method.js
var require_get_iterator_method$3 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_get_iterator_method$4();
}));
// node_modules/core-js-pure/full/get-iterator-method.js
var require_get_iterator_method$2 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_get_iterator_method$3();
}));
// node_modules/core-js-pure/features/get-iterator-method.js
var require_get_iterator_method$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_get_iterator_method$2();
}));
// node_modules/@babel/runtime-corejs3/core-js/get-iterator-method.js
var require_get_iterator_method = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_get_iterator_method$1();
}));
// node_modules/core-js-pure/internals/does-not-exceed-safe-integer.js
var require_does_not_exceed_safe_integer = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var $TypeError = TypeError;
	var MAX_SAFE_INTEGER = 9007199254740991;
	module.exports = function(it) {
		if (it > MAX_SAFE_INTEGER) throw new $TypeError("Maximum allowed index exceeded");
		return it;
	};
}));
// node_modules/core-js-pure/internals/create-property.js
var require_create_property = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var DESCRIPTORS = require_descriptors();
	var definePropertyModule = require_object_define_property();
	var createPropertyDescriptor = require_create_property_descriptor();
	module.exports = function(object, key, value) {
		if (DESCRIPTORS) definePropertyModule.f(object, key, createPropertyDescriptor(0, value));
		else object[key] = value;
	};
}));
// node_modules/core-js-pure/internals/array-set-length.js
var require_array_set_length = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var DESCRIPTORS = require_descriptors();
	var isArray = require_is_array$6();
	var $TypeError = TypeError;
	var getOwnPropertyDescriptor = Object.getOwnPropertyDescriptor;
	module.exports = DESCRIPTORS && !function() {
		if (this !== void 0) return true;
		try {
			Object.defineProperty([], "length", { writable: false }).length = 1;
		} catch (error) {
			return error instanceof TypeError;
		}
	}() ? function(O, length) {
		if (isArray(O) && !getOwnPropertyDescriptor(O, "length").writable) throw new $TypeError("Cannot set read only .length");
		return O.length = length;
	} : function(O, length) {
		return O.length = length;
	};
}));
// node_modules/core-js-pure/internals/inspect-source.js
var require_inspect_source = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var uncurryThis = require_function_uncurry_this();
	var isCallable = require_is_callable();
	var store = require_shared_store();
	var functionToString = uncurryThis(Function.toString);
	if (!isCallable(store.inspectSource)) store.inspectSource = function(it) {
		return functionToString(it);
	};
	module.exports = store.inspectSource;
}));
// node_modules/core-js-pure/internals/is-constructor.js
var require_is_constructor = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var uncurryThis = require_function_uncurry_this();
	var fails = require_fails();
	var isCallable = require_is_callable();
	var classof = require_classof();
	var getBuiltIn = require_get_built_in();
	var inspectSource = require_inspect_source();
	var noop = function() {};
	var construct = getBuiltIn("Reflect", "construct");
	var constructorRegExp = /^\s*(?:class|function)\b/;
	var exec = uncurryThis(constructorRegExp.exec);
	var INCORRECT_TO_STRING = !constructorRegExp.test(noop);
	var isConstructorModern = function isConstructor(argument) {
		if (!isCallable(argument)) return false;
		try {
			construct(noop, [], argument);
			return true;
		} catch (error) {
			return false;
		}
	};
	var isConstructorLegacy = function isConstructor(argument) {
		if (!isCallable(argument)) return false;
		switch (classof(argument)) {
			case "AsyncFunction":
			case "GeneratorFunction":
			case "AsyncGeneratorFunction": return false;
		}
		try {
			return INCORRECT_TO_STRING || !!exec(constructorRegExp, inspectSource(argument));
		} catch (error) {
			return true;
		}
	};
	isConstructorLegacy.sham = true;
	module.exports = !construct || fails(function() {
		var called;
		return isConstructorModern(isConstructorModern.call) || !isConstructorModern(Object) || !isConstructorModern(function() {
			called = true;
		}) || called;
	}) ? isConstructorLegacy : isConstructorModern;
}));
// node_modules/core-js-pure/internals/array-species-constructor.js
var require_array_species_constructor = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var isArray = require_is_array$6();
	var isConstructor = require_is_constructor();
	var isObject = require_is_object();
	var SPECIES = require_well_known_symbol()("species");
	var $Array = Array;
	module.exports = function(originalArray) {
		var C;
		if (isArray(originalArray)) {
			C = originalArray.constructor;
			if (isConstructor(C) && (C === $Array || isArray(C.prototype))) C = void 0;
			else if (isObject(C)) {
				C = C[SPECIES];
				if (C === null) C = void 0;
			}
		}
		return C === void 0 ? $Array : C;
	};
}));
// node_modules/core-js-pure/internals/array-species-create.js
var require_array_species_create = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var arraySpeciesConstructor = require_array_species_constructor();
	module.exports = function(originalArray, length) {
		return new (arraySpeciesConstructor(originalArray))(length === 0 ? 0 : length);
	};
}));
// node_modules/core-js-pure/internals/array-method-has-species-support.js
var require_array_method_has_species_support = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var fails = require_fails();
	var wellKnownSymbol = require_well_known_symbol();
	var V8_VERSION = require_environment_v8_version();
	var SPECIES = wellKnownSymbol("species");
	module.exports = function(METHOD_NAME) {
		return V8_VERSION >= 51 || !fails(function() {
			var array = [];
			var constructor = array.constructor = {};
			constructor[SPECIES] = function() {
				return { foo: 1 };
			};
			return array[METHOD_NAME](Boolean).foo !== 1;
		});
	};
}));
// node_modules/core-js-pure/modules/es.array.concat.js
var require_es_array_concat = /* @__PURE__ */ __commonJSMin((() => {
	var $ = require_export();
	var fails = require_fails();
	var isArray = require_is_array$6();
	var isObject = require_is_object();
	var toObject = require_to_object();
	var lengthOfArrayLike = require_length_of_array_like();
	var doesNotExceedSafeInteger = require_does_not_exceed_safe_integer();
	var createProperty = require_create_property();
	var setArrayLength = require_array_set_length();
	var arraySpeciesCreate = require_array_species_create();
	var arrayMethodHasSpeciesSupport = require_array_method_has_species_support();
	var wellKnownSymbol = require_well_known_symbol();
	var V8_VERSION = require_environment_v8_version();
	var IS_CONCAT_SPREADABLE = wellKnownSymbol("isConcatSpreadable");
	var IS_CONCAT_SPREADABLE_SUPPORT = V8_VERSION >= 51 || !fails(function() {
		var array = [];
		array[IS_CONCAT_SPREADABLE] = false;
		return array.concat()[0] !== array;
	});
	var isConcatSpreadable = function(O) {
		if (!isObject(O)) return false;
		var spreadable = O[IS_CONCAT_SPREADABLE];
		return spreadable !== void 0 ? !!spreadable : isArray(O);
	};
	$({
		target: "Array",
		proto: true,
		arity: 1,
		forced: !IS_CONCAT_SPREADABLE_SUPPORT || !arrayMethodHasSpeciesSupport("concat")
	}, { concat: function concat(arg) {
		var O = toObject(this);
		var A = arraySpeciesCreate(O, 0);
		var n = 0;
		var i = -1, k, length = arguments.length, len, E;
		for (; i < length; i++) {
			E = i === -1 ? O : arguments[i];
			if (isConcatSpreadable(E)) {
				len = lengthOfArrayLike(E);
				doesNotExceedSafeInteger(n + len);
				for (k = 0; k < len; k++, n++) if (k in E) createProperty(A, n, E[k]);
			} else {
				doesNotExceedSafeInteger(n + 1);
				createProperty(A, n++, E);
			}
		}
		setArrayLength(A, n);
		return A;
	} });
}));
// node_modules/core-js-pure/modules/es.object.to-string.js
var require_es_object_to_string = /* @__PURE__ */ __commonJSMin((() => {}));
// node_modules/core-js-pure/internals/object-get-own-property-names.js
var require_object_get_own_property_names = /* @__PURE__ */ __commonJSMin(((exports) => {
	var internalObjectKeys = require_object_keys_internal();
	var hiddenKeys = require_enum_bug_keys().concat("length", "prototype");
	exports.f = Object.getOwnPropertyNames || function getOwnPropertyNames(O) {
		return internalObjectKeys(O, hiddenKeys);
	};
}));
// node_modules/core-js-pure/internals/array-slice.js
var require_array_slice = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_function_uncurry_this()([].slice);
}));
// node_modules/core-js-pure/internals/object-get-own-property-names-external.js
var require_object_get_own_property_names_external = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var classof = require_classof_raw();
	var toIndexedObject = require_to_indexed_object();
	var $getOwnPropertyNames = require_object_get_own_property_names().f;
	var arraySlice = require_array_slice();
	var windowNames = typeof window == "object" && window && Object.getOwnPropertyNames ? Object.getOwnPropertyNames(window) : [];
	var getWindowNames = function(it) {
		try {
			return $getOwnPropertyNames(it);
		} catch (error) {
			return arraySlice(windowNames);
		}
	};
	module.exports.f = function getOwnPropertyNames(it) {
		return windowNames && classof(it) === "Window" ? getWindowNames(it) : $getOwnPropertyNames(toIndexedObject(it));
	};
}));
// node_modules/core-js-pure/internals/object-get-own-property-symbols.js
var require_object_get_own_property_symbols = /* @__PURE__ */ __commonJSMin(((exports) => {
	exports.f = Object.getOwnPropertySymbols;
}));
// node_modules/core-js-pure/internals/define-built-in-accessor.js
var require_define_built_in_accessor = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var defineProperty = require_object_define_property();
	module.exports = function(target, name, descriptor) {
		return defineProperty.f(target, name, descriptor);
	};
}));
// node_modules/core-js-pure/internals/well-known-symbol-wrapped.js
var require_well_known_symbol_wrapped = /* @__PURE__ */ __commonJSMin(((exports) => {
	exports.f = require_well_known_symbol();
}));
// node_modules/core-js-pure/internals/well-known-symbol-define.js
var require_well_known_symbol_define = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var path = require_path();
	var hasOwn = require_has_own_property();
	var wrappedWellKnownSymbolModule = require_well_known_symbol_wrapped();
	var defineProperty = require_object_define_property().f;
	module.exports = function(NAME) {
		var Symbol = path.Symbol || (path.Symbol = {});
		if (!hasOwn(Symbol, NAME)) defineProperty(Symbol, NAME, { value: wrappedWellKnownSymbolModule.f(NAME) });
	};
}));
// node_modules/core-js-pure/internals/symbol-define-to-primitive.js
var require_symbol_define_to_primitive = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var call = require_function_call();
	var getBuiltIn = require_get_built_in();
	var wellKnownSymbol = require_well_known_symbol();
	var defineBuiltIn = require_define_built_in();
	module.exports = function() {
		var Symbol = getBuiltIn("Symbol");
		var SymbolPrototype = Symbol && Symbol.prototype;
		var valueOf = SymbolPrototype && SymbolPrototype.valueOf;
		var TO_PRIMITIVE = wellKnownSymbol("toPrimitive");
		if (SymbolPrototype && !SymbolPrototype[TO_PRIMITIVE]) defineBuiltIn(SymbolPrototype, TO_PRIMITIVE, function(hint) {
			return call(valueOf, this);
		}, { arity: 1 });
	};
}));
// node_modules/core-js-pure/internals/array-iteration.js
var require_array_iteration = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var bind = require_function_bind_context();
	var IndexedObject = require_indexed_object();
	var toObject = require_to_object();
	var lengthOfArrayLike = require_length_of_array_like();
	var arraySpeciesCreate = require_array_species_create();
	var createProperty = require_create_property();
	var createMethod = function(TYPE) {
		var IS_MAP = TYPE === 1;
		var IS_FILTER = TYPE === 2;
		var IS_SOME = TYPE === 3;
		var IS_EVERY = TYPE === 4;
		var IS_FIND_INDEX = TYPE === 6;
		var IS_FILTER_REJECT = TYPE === 7;
		var NO_HOLES = TYPE === 5 || IS_FIND_INDEX;
		return function($this, callbackfn, that) {
			var O = toObject($this);
			var self = IndexedObject(O);
			var length = lengthOfArrayLike(self);
			var boundFunction = bind(callbackfn, that);
			var index = 0;
			var resIndex = 0;
			var target = IS_MAP ? arraySpeciesCreate($this, length) : IS_FILTER || IS_FILTER_REJECT ? arraySpeciesCreate($this, 0) : void 0;
			var value, result;
			for (; length > index; index++) if (NO_HOLES || index in self) {
				value = self[index];
				result = boundFunction(value, index, O);
				if (TYPE) {
					if (IS_MAP) createProperty(target, index, result);
					else if (result) switch (TYPE) {
						case 3: return true;
						case 5: return value;
						case 6: return index;
						case 2: createProperty(target, resIndex++, value);
					}
					else switch (TYPE) {
						case 4: return false;
						case 7: createProperty(target, resIndex++, value);
					}
				}
			}
			return IS_FIND_INDEX ? -1 : IS_SOME || IS_EVERY ? IS_EVERY : target;
		};
	};
	module.exports = {
		forEach: createMethod(0),
		map: createMethod(1),
		filter: createMethod(2),
		some: createMethod(3),
		every: createMethod(4),
		find: createMethod(5),
		findIndex: createMethod(6),
		filterReject: createMethod(7)
	};
}));
// node_modules/core-js-pure/modules/es.symbol.constructor.js
var require_es_symbol_constructor = /* @__PURE__ */ __commonJSMin((() => {
	var $ = require_export();
	var globalThis = require_global_this();
	var call = require_function_call();
	var uncurryThis = require_function_uncurry_this();
	var IS_PURE = require_is_pure();
	var DESCRIPTORS = require_descriptors();
	var NATIVE_SYMBOL = require_symbol_constructor_detection();
	var fails = require_fails();
	var hasOwn = require_has_own_property();
	var isPrototypeOf = require_object_is_prototype_of();
	var anObject = require_an_object();
	var toIndexedObject = require_to_indexed_object();
	var toPropertyKey = require_to_property_key();
	var $toString = require_to_string();
	var createPropertyDescriptor = require_create_property_descriptor();
	var nativeObjectCreate = require_object_create();
	var objectKeys = require_object_keys();
	var getOwnPropertyNamesModule = require_object_get_own_property_names();
	var getOwnPropertyNamesExternal = require_object_get_own_property_names_external();
	var getOwnPropertySymbolsModule = require_object_get_own_property_symbols();
	var getOwnPropertyDescriptorModule = require_object_get_own_property_descriptor();
	var definePropertyModule = require_object_define_property();
	var definePropertiesModule = require_object_define_properties();
	var propertyIsEnumerableModule = require_object_property_is_enumerable();
	var defineBuiltIn = require_define_built_in();
	var defineBuiltInAccessor = require_define_built_in_accessor();
	var shared = require_shared();
	var sharedKey = require_shared_key();
	var hiddenKeys = require_hidden_keys();
	var uid = require_uid();
	var wellKnownSymbol = require_well_known_symbol();
	var wrappedWellKnownSymbolModule = require_well_known_symbol_wrapped();
	var defineWellKnownSymbol = require_well_known_symbol_define();
	var defineSymbolToPrimitive = require_symbol_define_to_primitive();
	var setToStringTag = require_set_to_string_tag();
	var InternalStateModule = require_internal_state();
	var $forEach = require_array_iteration().forEach;
	var HIDDEN = sharedKey("hidden");
	var SYMBOL = "Symbol";
	var PROTOTYPE = "prototype";
	var setInternalState = InternalStateModule.set;
	var getInternalState = InternalStateModule.getterFor(SYMBOL);
	var ObjectPrototype = Object[PROTOTYPE];
	var $Symbol = globalThis.Symbol;
	var SymbolPrototype = $Symbol && $Symbol[PROTOTYPE];
	var RangeError = globalThis.RangeError;
	var TypeError = globalThis.TypeError;
	var QObject = globalThis.QObject;
	var nativeGetOwnPropertyDescriptor = getOwnPropertyDescriptorModule.f;
	var nativeDefineProperty = definePropertyModule.f;
	var nativeGetOwnPropertyNames = getOwnPropertyNamesExternal.f;
	var nativePropertyIsEnumerable = propertyIsEnumerableModule.f;
	var push = uncurryThis([].push);
	var AllSymbols = shared("symbols");
	var ObjectPrototypeSymbols = shared("op-symbols");
	var WellKnownSymbolsStore = shared("wks");
	var USE_SETTER = !QObject || !QObject[PROTOTYPE] || !QObject[PROTOTYPE].findChild;
	var fallbackDefineProperty = function(O, P, Attributes) {
		var ObjectPrototypeDescriptor = nativeGetOwnPropertyDescriptor(ObjectPrototype, P);
		if (ObjectPrototypeDescriptor) delete ObjectPrototype[P];
		nativeDefineProperty(O, P, Attributes);
		if (ObjectPrototypeDescriptor && O !== ObjectPrototype) nativeDefineProperty(ObjectPrototype, P, ObjectPrototypeDescriptor);
		return O;
	};
	var setSymbolDescriptor = DESCRIPTORS && fails(function() {
		return nativeObjectCreate(nativeDefineProperty({}, "a", { get: function() {
			return nativeDefineProperty(this, "a", { value: 7 }).a;
		} })).a !== 7;
	}) ? fallbackDefineProperty : nativeDefineProperty;
	var wrap = function(tag, description) {
		var symbol = AllSymbols[tag] = nativeObjectCreate(SymbolPrototype);
		setInternalState(symbol, {
			type: SYMBOL,
			tag,
			description
		});
		if (!DESCRIPTORS) symbol.description = description;
		return symbol;
	};
	var $defineProperty = function defineProperty(O, P, Attributes) {
		if (O === ObjectPrototype) $defineProperty(ObjectPrototypeSymbols, P, Attributes);
		anObject(O);
		var key = toPropertyKey(P);
		anObject(Attributes);
		if (hasOwn(AllSymbols, key)) {
			if (!("enumerable" in Attributes) ? !hasOwn(O, key) || hasOwn(O, HIDDEN) && O[HIDDEN][key] : !Attributes.enumerable) {
				if (!hasOwn(O, HIDDEN)) nativeDefineProperty(O, HIDDEN, createPropertyDescriptor(1, nativeObjectCreate(null)));
				O[HIDDEN][key] = true;
			} else {
				if (hasOwn(O, HIDDEN) && O[HIDDEN][key]) O[HIDDEN][key] = false;
				Attributes = nativeObjectCreate(Attributes, { enumerable: createPropertyDescriptor(0, false) });
			}
			return setSymbolDescriptor(O, key, Attributes);
		}
		return nativeDefineProperty(O, key, Attributes);
	};
	var $defineProperties = function defineProperties(O, Properties) {
		anObject(O);
		var properties = toIndexedObject(Properties);
		$forEach(objectKeys(properties).concat($getOwnPropertySymbols(properties)), function(key) {
			if (!DESCRIPTORS || call($propertyIsEnumerable, properties, key)) $defineProperty(O, key, properties[key]);
		});
		return O;
	};
	var $create = function create(O, Properties) {
		return Properties === void 0 ? nativeObjectCreate(O) : $defineProperties(nativeObjectCreate(O), Properties);
	};
	var $propertyIsEnumerable = function propertyIsEnumerable(V) {
		var P = toPropertyKey(V);
		var enumerable = call(nativePropertyIsEnumerable, this, P);
		if (this === ObjectPrototype && hasOwn(AllSymbols, P) && !hasOwn(ObjectPrototypeSymbols, P)) return false;
		return enumerable || !hasOwn(this, P) || !hasOwn(AllSymbols, P) || hasOwn(this, HIDDEN) && this[HIDDEN][P] ? enumerable : true;
	};
	var $getOwnPropertyDescriptor = function getOwnPropertyDescriptor(O, P) {
		var it = toIndexedObject(O);
		var key = toPropertyKey(P);
		if (it === ObjectPrototype && hasOwn(AllSymbols, key) && !hasOwn(ObjectPrototypeSymbols, key)) return;
		var descriptor = nativeGetOwnPropertyDescriptor(it, key);
		if (descriptor && hasOwn(AllSymbols, key) && !(hasOwn(it, HIDDEN) && it[HIDDEN][key])) descriptor.enumerable = true;
		return descriptor;
	};
	var $getOwnPropertyNames = function getOwnPropertyNames(O) {
		var names = nativeGetOwnPropertyNames(toIndexedObject(O));
		var result = [];
		$forEach(names, function(key) {
			if (!hasOwn(AllSymbols, key) && !hasOwn(hiddenKeys, key)) push(result, key);
		});
		return result;
	};
	var $getOwnPropertySymbols = function(O) {
		var IS_OBJECT_PROTOTYPE = O === ObjectPrototype;
		var names = nativeGetOwnPropertyNames(IS_OBJECT_PROTOTYPE ? ObjectPrototypeSymbols : toIndexedObject(O));
		var result = [];
		$forEach(names, function(key) {
			if (hasOwn(AllSymbols, key) && (!IS_OBJECT_PROTOTYPE || hasOwn(ObjectPrototype, key))) push(result, AllSymbols[key]);
		});
		return result;
	};
	if (!NATIVE_SYMBOL) {
		$Symbol = function Symbol() {
			if (isPrototypeOf(SymbolPrototype, this)) throw new TypeError("Symbol is not a constructor");
			var description = !arguments.length || arguments[0] === void 0 ? void 0 : $toString(arguments[0]);
			var tag = uid(description);
			var setter = function(value) {
				var $this = this === void 0 ? globalThis : this;
				if ($this === ObjectPrototype) call(setter, ObjectPrototypeSymbols, value);
				if (hasOwn($this, HIDDEN) && hasOwn($this[HIDDEN], tag)) $this[HIDDEN][tag] = false;
				var descriptor = createPropertyDescriptor(1, value);
				try {
					setSymbolDescriptor($this, tag, descriptor);
				} catch (error) {
					if (!(error instanceof RangeError)) throw error;
					fallbackDefineProperty($this, tag, descriptor);
				}
			};
			if (DESCRIPTORS && USE_SETTER) setSymbolDescriptor(ObjectPrototype, tag, {
				configurable: true,
				set: setter
			});
			return wrap(tag, description);
		};
		SymbolPrototype = $Symbol[PROTOTYPE];
		defineBuiltIn(SymbolPrototype, "toString", function toString() {
			return getInternalState(this).tag;
		});
		defineBuiltIn($Symbol, "withoutSetter", function(description) {
			return wrap(uid(description), description);
		});
		propertyIsEnumerableModule.f = $propertyIsEnumerable;
		definePropertyModule.f = $defineProperty;
		definePropertiesModule.f = $defineProperties;
		getOwnPropertyDescriptorModule.f = $getOwnPropertyDescriptor;
		getOwnPropertyNamesModule.f = getOwnPropertyNamesExternal.f = $getOwnPropertyNames;
		getOwnPropertySymbolsModule.f = $getOwnPropertySymbols;
		wrappedWellKnownSymbolModule.f = function(name) {
			return wrap(wellKnownSymbol(name), name);
		};
		if (DESCRIPTORS) {
			defineBuiltInAccessor(SymbolPrototype, "description", {
				configurable: true,
				get: function description() {
					return getInternalState(this).description;
				}
			});
			if (!IS_PURE) defineBuiltIn(ObjectPrototype, "propertyIsEnumerable", $propertyIsEnumerable, { unsafe: true });
		}
	}
	$({
		global: true,
		constructor: true,
		wrap: true,
		forced: !NATIVE_SYMBOL,
		sham: !NATIVE_SYMBOL
	}, { Symbol: $Symbol });
	$forEach(objectKeys(WellKnownSymbolsStore), function(name) {
		defineWellKnownSymbol(name);
	});
	$({
		target: SYMBOL,
		stat: true,
		forced: !NATIVE_SYMBOL
	}, {
		useSetter: function() {
			USE_SETTER = true;
		},
		useSimple: function() {
			USE_SETTER = false;
		}
	});
	$({
		target: "Object",
		stat: true,
		forced: !NATIVE_SYMBOL,
		sham: !DESCRIPTORS
	}, {
		create: $create,
		defineProperty: $defineProperty,
		defineProperties: $defineProperties,
		getOwnPropertyDescriptor: $getOwnPropertyDescriptor
	});
	$({
		target: "Object",
		stat: true,
		forced: !NATIVE_SYMBOL
	}, { getOwnPropertyNames: $getOwnPropertyNames });
	defineSymbolToPrimitive();
	setToStringTag($Symbol, SYMBOL);
	hiddenKeys[HIDDEN] = true;
}));
// node_modules/core-js-pure/internals/symbol-registry-detection.js
var require_symbol_registry_detection = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_symbol_constructor_detection() && !!Symbol["for"] && !!Symbol.keyFor;
}));
// node_modules/core-js-pure/modules/es.symbol.for.js
var require_es_symbol_for = /* @__PURE__ */ __commonJSMin((() => {
	var $ = require_export();
	var getBuiltIn = require_get_built_in();
	var hasOwn = require_has_own_property();
	var toString = require_to_string();
	var shared = require_shared();
	var NATIVE_SYMBOL_REGISTRY = require_symbol_registry_detection();
	var StringToSymbolRegistry = shared("string-to-symbol-registry");
	var SymbolToStringRegistry = shared("symbol-to-string-registry");
	$({
		target: "Symbol",
		stat: true,
		forced: !NATIVE_SYMBOL_REGISTRY
	}, { "for": function(key) {
		var string = toString(key);
		if (hasOwn(StringToSymbolRegistry, string)) return StringToSymbolRegistry[string];
		var symbol = getBuiltIn("Symbol")(string);
		StringToSymbolRegistry[string] = symbol;
		SymbolToStringRegistry[symbol] = string;
		return symbol;
	} });
}));
// node_modules/core-js-pure/modules/es.symbol.key-for.js
var require_es_symbol_key_for = /* @__PURE__ */ __commonJSMin((() => {
	var $ = require_export();
	var hasOwn = require_has_own_property();
	var isSymbol = require_is_symbol();
	var tryToString = require_try_to_string();
	var shared = require_shared();
	var NATIVE_SYMBOL_REGISTRY = require_symbol_registry_detection();
	var SymbolToStringRegistry = shared("symbol-to-string-registry");
	$({
		target: "Symbol",
		stat: true,
		forced: !NATIVE_SYMBOL_REGISTRY
	}, { keyFor: function keyFor(sym) {
		if (!isSymbol(sym)) throw new TypeError(tryToString(sym) + " is not a symbol");
		if (hasOwn(SymbolToStringRegistry, sym)) return SymbolToStringRegistry[sym];
	} });
}));
// node_modules/core-js-pure/internals/is-raw-json.js
var require_is_raw_json = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var isObject = require_is_object();
	var getInternalState = require_internal_state().get;
	module.exports = function isRawJSON(O) {
		if (!isObject(O)) return false;
		var state = getInternalState(O);
		return !!state && state.type === "RawJSON";
	};
}));
// node_modules/core-js-pure/internals/this-number-value.js
var require_this_number_value = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_function_uncurry_this()(1.1.valueOf);
}));
// node_modules/core-js-pure/internals/parse-json-string.js
var require_parse_json_string = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var uncurryThis = require_function_uncurry_this();
	var hasOwn = require_has_own_property();
	var $SyntaxError = SyntaxError;
	var $parseInt = parseInt;
	var fromCharCode = String.fromCharCode;
	var at = uncurryThis("".charAt);
	var slice = uncurryThis("".slice);
	var exec = uncurryThis(/./.exec);
	var codePoints = {
		"\\\"": "\"",
		"\\\\": "\\",
		"\\/": "/",
		"\\b": "\b",
		"\\f": "\f",
		"\\n": "\n",
		"\\r": "\r",
		"\\t": "	"
	};
	var IS_4_HEX_DIGITS = /^[\da-f]{4}$/i;
	var IS_C0_CONTROL_CODE = /^[\u0000-\u001F]$/;
	module.exports = function(source, i) {
		var unterminated = true;
		var value = "";
		while (i < source.length) {
			var chr = at(source, i);
			if (chr === "\\") {
				var twoChars = slice(source, i, i + 2);
				if (hasOwn(codePoints, twoChars)) {
					value += codePoints[twoChars];
					i += 2;
				} else if (twoChars === "\\u") {
					i += 2;
					var fourHexDigits = slice(source, i, i + 4);
					if (!exec(IS_4_HEX_DIGITS, fourHexDigits)) throw new $SyntaxError("Bad Unicode escape at: " + i);
					value += fromCharCode($parseInt(fourHexDigits, 16));
					i += 4;
				} else throw new $SyntaxError("Unknown escape sequence: \"" + twoChars + "\"");
			} else if (chr === "\"") {
				unterminated = false;
				i++;
				break;
			} else {
				if (exec(IS_C0_CONTROL_CODE, chr)) throw new $SyntaxError("Bad control character in string literal at: " + i);
				value += chr;
				i++;
			}
		}
		if (unterminated) throw new $SyntaxError("Unterminated string at: " + i);
		return {
			value,
			end: i
		};
	};
}));
// node_modules/core-js-pure/internals/native-raw-json.js
var require_native_raw_json = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = !require_fails()(function() {
		var unsafeInt = "9007199254740993";
		var raw = JSON.rawJSON(unsafeInt);
		return !JSON.isRawJSON(raw) || JSON.stringify(raw) !== unsafeInt;
	});
}));
// node_modules/core-js-pure/modules/es.json.stringify.js
var require_es_json_stringify = /* @__PURE__ */ __commonJSMin((() => {
	var $ = require_export();
	var getBuiltIn = require_get_built_in();
	var call = require_function_call();
	var uncurryThis = require_function_uncurry_this();
	var fails = require_fails();
	var isArray = require_is_array$6();
	var isCallable = require_is_callable();
	var isObject = require_is_object();
	var create = require_object_create();
	var isRawJSON = require_is_raw_json();
	var isSymbol = require_is_symbol();
	var classof = require_classof_raw();
	var thisNumberValue = require_this_number_value();
	var includes = require_array_includes().includes;
	var hasOwn = require_has_own_property();
	var toString = require_to_string();
	var parseJSONString = require_parse_json_string();
	var uid = require_uid();
	var NATIVE_SYMBOL = require_symbol_constructor_detection();
	var NATIVE_RAW_JSON = require_native_raw_json();
	var $String = String;
	var $TypeError = TypeError;
	var $stringify = getBuiltIn("JSON", "stringify");
	var $BigInt = getBuiltIn("BigInt");
	var stringValueOf = uncurryThis("".valueOf);
	var booleanValueOf = uncurryThis(true.valueOf);
	var bigIntValueOf = $BigInt && uncurryThis($BigInt.prototype.valueOf);
	var exec = uncurryThis(/./.exec);
	var charAt = uncurryThis("".charAt);
	var charCodeAt = uncurryThis("".charCodeAt);
	var replace = uncurryThis("".replace);
	var slice = uncurryThis("".slice);
	var push = uncurryThis([].push);
	var pop = uncurryThis([].pop);
	var numberToString = uncurryThis(1.1.toString);
	var surrogates = /[\uD800-\uDFFF]/g;
	var leadingSurrogates = /^[\uD800-\uDBFF]$/;
	var trailingSurrogates = /^[\uDC00-\uDFFF]$/;
	var digits = /^\d+$/;
	var RAW_MARK = uid();
	var KEY_MARK = uid();
	var END_MARK = uid();
	var RAW_MARK_LENGTH = RAW_MARK.length;
	var KEY_MARK_LENGTH = KEY_MARK.length;
	var WRONG_SYMBOLS_CONVERSION = !NATIVE_SYMBOL || fails(function() {
		var symbol = getBuiltIn("Symbol")("stringify detection");
		return $stringify([symbol]) !== "[null]" || $stringify({ a: symbol }) !== "{}" || $stringify(Object(symbol)) !== "{}";
	});
	var ILL_FORMED_UNICODE = fails(function() {
		return $stringify("\udf06\ud834") !== "\"\\udf06\\ud834\"" || $stringify("\udead") !== "\"\\udead\"";
	});
	var isRawJSONValue = NATIVE_RAW_JSON ? getBuiltIn("JSON", "isRawJSON") : isRawJSON;
	var stringifyWithProperSymbolsConversion = WRONG_SYMBOLS_CONVERSION ? function(it, replacer, space) {
		return $stringify(it, function(key, value) {
			var replaced = call(replacer, this, key, value);
			if (!isSymbol(replaced)) return replaced;
		}, space);
	} : $stringify;
	var fixIllFormedJSON = function(match, offset, string) {
		var prev = charAt(string, offset - 1);
		var next = charAt(string, offset + 1);
		if (exec(leadingSurrogates, match) && !exec(trailingSurrogates, next) || exec(trailingSurrogates, match) && !exec(leadingSurrogates, prev)) return "\\u" + numberToString(charCodeAt(match, 0), 16);
		return match;
	};
	var getPropertyList = function(replacer) {
		if (!isArray(replacer)) return;
		var rawLength = replacer.length;
		var propertyList = [];
		var addedKeys = create(null);
		for (var i = 0; i < rawLength; i++) {
			var element = replacer[i];
			var key;
			if (typeof element == "string") key = element;
			else if (typeof element == "number" || classof(element) === "Number" || classof(element) === "String") key = toString(element);
			else continue;
			if (!hasOwn(addedKeys, key)) {
				addedKeys[key] = true;
				push(propertyList, key);
			}
		}
		return propertyList;
	};
	var hasInternalSlot = function(valueOf, it) {
		try {
			valueOf(it);
			return true;
		} catch (error) {
			return false;
		}
	};
	var isBoxedPrimitive = function(it) {
		var kind = classof(it);
		return kind === "Number" && hasInternalSlot(thisNumberValue, it) || kind === "String" && hasInternalSlot(stringValueOf, it) || kind === "Boolean" && hasInternalSlot(booleanValueOf, it) || !!bigIntValueOf && kind === "BigInt" && hasInternalSlot(bigIntValueOf, it);
	};
	var isSerializedAsObject = function(it) {
		if (!isObject(it) || isCallable(it) || isArray(it)) return false;
		try {
			return !isBoxedPrimitive(it);
		} catch (error) {
			return true;
		}
	};
	var createElementHolder = function(holder, key) {
		return { toJSON: function() {
			var element = holder[key];
			if (isObject(element) || typeof element == "bigint") {
				var elementToJSON = element.toJSON;
				if (isCallable(elementToJSON)) element = call(elementToJSON, element, key);
			}
			return element;
		} };
	};
	var getKeyPrefix = function(propertyList) {
		for (var i = 0, length = propertyList.length; i < length; i++) if (exec(digits, propertyList[i])) return KEY_MARK;
		return "";
	};
	var createOrderedObject = function(value, propertyList, keyPrefix) {
		var ordered = create(null);
		for (var i = 0, length = propertyList.length; i < length; i++) {
			var key = propertyList[i];
			ordered[keyPrefix + key] = createElementHolder(value, key);
		}
		ordered[END_MARK] = null;
		return ordered;
	};
	if ($stringify) $({
		target: "JSON",
		stat: true,
		arity: 3,
		forced: WRONG_SYMBOLS_CONVERSION || ILL_FORMED_UNICODE || !NATIVE_RAW_JSON
	}, { stringify: function stringify(text, replacer, space) {
		var replacerFunction = isCallable(replacer) ? replacer : void 0;
		var propertyList = replacerFunction ? void 0 : getPropertyList(replacer);
		var keyPrefix = propertyList && getKeyPrefix(propertyList);
		var rawStrings = [];
		var openObjects = [];
		var parentOrdered = [];
		var currentOrdered;
		var marked = false;
		var root = true;
		var json = stringifyWithProperSymbolsConversion(text, function(key, value) {
			key = $String(key);
			if (propertyList) {
				if (key === END_MARK) {
					pop(openObjects);
					currentOrdered = pop(parentOrdered);
					return;
				}
				if (root) root = false;
				else if (this !== currentOrdered && !isArray(this) && !includes(propertyList, key)) return;
			} else if (replacerFunction) value = call(replacerFunction, this, key, value);
			if (isRawJSONValue(value)) {
				if (NATIVE_RAW_JSON) return value;
				marked = true;
				return RAW_MARK + (push(rawStrings, value.rawJSON) - 1);
			}
			if (propertyList && isSerializedAsObject(value)) {
				if (includes(openObjects, value)) throw new $TypeError("Converting circular structure to JSON");
				var ordered = createOrderedObject(value, propertyList, keyPrefix);
				push(openObjects, value);
				push(parentOrdered, currentOrdered);
				currentOrdered = ordered;
				if (keyPrefix) marked = true;
				return ordered;
			}
			return value;
		}, space);
		if (typeof json != "string") return json;
		if (ILL_FORMED_UNICODE) json = replace(json, surrogates, fixIllFormedJSON);
		if (!marked) return json;
		var result = "";
		var length = json.length;
		for (var i = 0; i < length; i++) {
			var chr = charAt(json, i);
			if (chr === "\"") {
				var end = parseJSONString(json, ++i).end - 1;
				var string = slice(json, i, end);
				if (slice(string, 0, RAW_MARK_LENGTH) === RAW_MARK) result += rawStrings[slice(string, RAW_MARK_LENGTH)];
				else if (slice(string, 0, KEY_MARK_LENGTH) === KEY_MARK) result += "\"" + slice(string, KEY_MARK_LENGTH) + "\"";
				else result += "\"" + string + "\"";
				i = end;
			} else result += chr;
		}
		return result;
	} });
}));
// node_modules/core-js-pure/modules/es.object.get-own-property-symbols.js
var require_es_object_get_own_property_symbols = /* @__PURE__ */ __commonJSMin((() => {
	var $ = require_export();
	var NATIVE_SYMBOL = require_symbol_constructor_detection();
	var fails = require_fails();
	var getOwnPropertySymbolsModule = require_object_get_own_property_symbols();
	var toObject = require_to_object();
	$({
		target: "Object",
		stat: true,
		forced: !NATIVE_SYMBOL || fails(function() {
			getOwnPropertySymbolsModule.f(1);
		})
	}, { getOwnPropertySymbols: function getOwnPropertySymbols(it) {
		var $getOwnPropertySymbols = getOwnPropertySymbolsModule.f;
		return $getOwnPropertySymbols ? $getOwnPropertySymbols(toObject(it)) : [];
	} });
}));
// node_modules/core-js-pure/modules/es.symbol.js
var require_es_symbol = /* @__PURE__ */ __commonJSMin((() => {
	require_es_symbol_constructor();
	require_es_symbol_for();
	require_es_symbol_key_for();
	require_es_json_stringify();
	require_es_object_get_own_property_symbols();
}));
// node_modules/core-js-pure/modules/es.symbol.async-dispose.js
var require_es_symbol_async_dispose = /* @__PURE__ */ __commonJSMin((() => {
	require_well_known_symbol_define()("asyncDispose");
}));
// node_modules/core-js-pure/modules/es.symbol.async-iterator.js
var require_es_symbol_async_iterator = /* @__PURE__ */ __commonJSMin((() => {
	require_well_known_symbol_define()("asyncIterator");
}));
// node_modules/core-js-pure/modules/es.symbol.description.js
var require_es_symbol_description = /* @__PURE__ */ __commonJSMin((() => {}));
// node_modules/core-js-pure/modules/es.symbol.dispose.js
var require_es_symbol_dispose = /* @__PURE__ */ __commonJSMin((() => {
	require_well_known_symbol_define()("dispose");
}));
// node_modules/core-js-pure/modules/es.symbol.has-instance.js
var require_es_symbol_has_instance = /* @__PURE__ */ __commonJSMin((() => {
	require_well_known_symbol_define()("hasInstance");
}));
// node_modules/core-js-pure/modules/es.symbol.is-concat-spreadable.js
var require_es_symbol_is_concat_spreadable = /* @__PURE__ */ __commonJSMin((() => {
	require_well_known_symbol_define()("isConcatSpreadable");
}));
// node_modules/core-js-pure/modules/es.symbol.iterator.js
var require_es_symbol_iterator = /* @__PURE__ */ __commonJSMin((() => {
	require_well_known_symbol_define()("iterator");
}));
// node_modules/core-js-pure/modules/es.symbol.match.js
var require_es_symbol_match = /* @__PURE__ */ __commonJSMin((() => {
	require_well_known_symbol_define()("match");
}));
// node_modules/core-js-pure/modules/es.symbol.match-all.js
var require_es_symbol_match_all = /* @__PURE__ */ __commonJSMin((() => {
	require_well_known_symbol_define()("matchAll");
}));
// node_modules/core-js-pure/modules/es.symbol.replace.js
var require_es_symbol_replace = /* @__PURE__ */ __commonJSMin((() => {
	require_well_known_symbol_define()("replace");
}));
// node_modules/core-js-pure/modules/es.symbol.search.js
var require_es_symbol_search = /* @__PURE__ */ __commonJSMin((() => {
	require_well_known_symbol_define()("search");
}));
// node_modules/core-js-pure/modules/es.symbol.species.js
var require_es_symbol_species = /* @__PURE__ */ __commonJSMin((() => {
	require_well_known_symbol_define()("species");
}));
// node_modules/core-js-pure/modules/es.symbol.split.js
var require_es_symbol_split = /* @__PURE__ */ __commonJSMin((() => {
	require_well_known_symbol_define()("split");
}));
// node_modules/core-js-pure/modules/es.symbol.to-primitive.js
var require_es_symbol_to_primitive = /* @__PURE__ */ __commonJSMin((() => {
	var defineWellKnownSymbol = require_well_known_symbol_define();
	var defineSymbolToPrimitive = require_symbol_define_to_primitive();
	defineWellKnownSymbol("toPrimitive");
	defineSymbolToPrimitive();
}));
// node_modules/core-js-pure/modules/es.symbol.to-string-tag.js
var require_es_symbol_to_string_tag = /* @__PURE__ */ __commonJSMin((() => {
	var getBuiltIn = require_get_built_in();
	var defineWellKnownSymbol = require_well_known_symbol_define();
	var setToStringTag = require_set_to_string_tag();
	defineWellKnownSymbol("toStringTag");
	setToStringTag(getBuiltIn("Symbol"), "Symbol");
}));
// node_modules/core-js-pure/modules/es.symbol.unscopables.js
var require_es_symbol_unscopables = /* @__PURE__ */ __commonJSMin((() => {
	require_well_known_symbol_define()("unscopables");
}));
// node_modules/core-js-pure/modules/es.json.to-string-tag.js
var require_es_json_to_string_tag = /* @__PURE__ */ __commonJSMin((() => {
	var globalThis = require_global_this();
	require_set_to_string_tag()(globalThis.JSON, "JSON", true);
}));
// node_modules/core-js-pure/modules/es.math.to-string-tag.js
var require_es_math_to_string_tag = /* @__PURE__ */ __commonJSMin((() => {}));
// node_modules/core-js-pure/modules/es.reflect.to-string-tag.js
var require_es_reflect_to_string_tag = /* @__PURE__ */ __commonJSMin((() => {}));
// node_modules/core-js-pure/es/symbol/index.js
var require_symbol$5 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	require_es_array_concat();
	require_es_object_to_string();
	require_es_symbol();
	require_es_symbol_async_dispose();
	require_es_symbol_async_iterator();
	require_es_symbol_description();
	require_es_symbol_dispose();
	require_es_symbol_has_instance();
	require_es_symbol_is_concat_spreadable();
	require_es_symbol_iterator();
	require_es_symbol_match();
	require_es_symbol_match_all();
	require_es_symbol_replace();
	require_es_symbol_search();
	require_es_symbol_species();
	require_es_symbol_split();
	require_es_symbol_to_primitive();
	require_es_symbol_to_string_tag();
	require_es_symbol_unscopables();
	require_es_json_to_string_tag();
	require_es_math_to_string_tag();
	require_es_reflect_to_string_tag();
	module.exports = require_path().Symbol;
}));
// node_modules/core-js-pure/stable/symbol/index.js
var require_symbol$4 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var parent = require_symbol$5();
	require_web_dom_collections_iterator();
	module.exports = parent;
}));
// node_modules/@babel/runtime-corejs3/core-js-stable/symbol.js
var require_symbol$3 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_symbol$4();
}));
// node_modules/core-js-pure/internals/iterator-close.js
var require_iterator_close = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var call = require_function_call();
	var anObject = require_an_object();
	var getMethod = require_get_method();
	module.exports = function(iterator, kind, value) {
		var innerResult, innerError;
		anObject(iterator);
		try {
			innerResult = getMethod(iterator, "return");
			if (!innerResult) {
				if (kind === "throw") throw value;
				return value;
			}
			innerResult = call(innerResult, iterator);
		} catch (error) {
			innerError = true;
			innerResult = error;
		}
		if (kind === "throw") throw value;
		if (innerError) throw innerResult;
		anObject(innerResult);
		return value;
	};
}));
// node_modules/core-js-pure/internals/call-with-safe-iteration-closing.js
var require_call_with_safe_iteration_closing = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var anObject = require_an_object();
	var iteratorClose = require_iterator_close();
	module.exports = function(iterator, fn, value, ENTRIES) {
		try {
			return ENTRIES ? fn(anObject(value)[0], value[1]) : fn(value);
		} catch (error) {
			iteratorClose(iterator, "throw", error);
		}
	};
}));
// node_modules/core-js-pure/internals/is-array-iterator-method.js
var require_is_array_iterator_method = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var wellKnownSymbol = require_well_known_symbol();
	var Iterators = require_iterators();
	var ITERATOR = wellKnownSymbol("iterator");
	var ArrayPrototype = Array.prototype;
	module.exports = function(it) {
		return it !== void 0 && (Iterators.Array === it || ArrayPrototype[ITERATOR] === it);
	};
}));
// node_modules/core-js-pure/internals/get-iterator-method-internal.js
var require_get_iterator_method_internal = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var getMethod = require_get_method();
	var isNullOrUndefined = require_is_null_or_undefined();
	var getInternalIterator = require_get_internal_iterator();
	var ITERATOR = require_well_known_symbol()("iterator");
	module.exports = function(it) {
		if (!isNullOrUndefined(it)) return getMethod(it, ITERATOR) || getMethod(it, "@@iterator") || getInternalIterator(it);
	};
}));
// node_modules/core-js-pure/internals/get-iterator-internal.js
var require_get_iterator_internal = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var call = require_function_call();
	var isCallable = require_is_callable();
	var anObject = require_an_object();
	var tryToString = require_try_to_string();
	var getIteratorMethod = require_get_iterator_method_internal();
	var $TypeError = TypeError;
	module.exports = function(argument, usingIterator) {
		var iteratorMethod = arguments.length < 2 ? getIteratorMethod(argument) : usingIterator;
		if (isCallable(iteratorMethod)) return anObject(call(iteratorMethod, argument));
		throw new $TypeError(tryToString(argument) + " is not iterable");
	};
}));
// node_modules/core-js-pure/internals/array-from.js
var require_array_from = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var bind = require_function_bind_context();
	var call = require_function_call();
	var toObject = require_to_object();
	var callWithSafeIterationClosing = require_call_with_safe_iteration_closing();
	var isArrayIteratorMethod = require_is_array_iterator_method();
	var isConstructor = require_is_constructor();
	var lengthOfArrayLike = require_length_of_array_like();
	var createProperty = require_create_property();
	var setArrayLength = require_array_set_length();
	var getIterator = require_get_iterator_internal();
	var getIteratorMethod = require_get_iterator_method_internal();
	var iteratorClose = require_iterator_close();
	var doesNotExceedSafeInteger = require_does_not_exceed_safe_integer();
	var $Array = Array;
	module.exports = function from(arrayLike) {
		var IS_CONSTRUCTOR = isConstructor(this);
		var argumentsLength = arguments.length;
		var mapfn = argumentsLength > 1 ? arguments[1] : void 0;
		var mapping = mapfn !== void 0;
		if (mapping) mapfn = bind(mapfn, argumentsLength > 2 ? arguments[2] : void 0);
		var O = toObject(arrayLike);
		var iteratorMethod = getIteratorMethod(O);
		var index = 0;
		var length, result, step, iterator, next, value;
		if (iteratorMethod && !(this === $Array && isArrayIteratorMethod(iteratorMethod))) {
			result = IS_CONSTRUCTOR ? new this() : [];
			iterator = getIterator(O, iteratorMethod);
			next = iterator.next;
			for (; !(step = call(next, iterator)).done; index++) {
				try {
					doesNotExceedSafeInteger(index);
				} catch (error) {
					iteratorClose(iterator, "throw", error);
				}
				value = mapping ? callWithSafeIterationClosing(iterator, mapfn, [step.value, index], true) : step.value;
				try {
					createProperty(result, index, value);
				} catch (error) {
					iteratorClose(iterator, "throw", error);
				}
			}
		} else {
			length = lengthOfArrayLike(O);
			result = IS_CONSTRUCTOR ? new this(length) : $Array(length);
			for (; length > index; index++) {
				value = mapping ? mapfn(O[index], index) : O[index];
				createProperty(result, index, value);
			}
		}
		setArrayLength(result, index);
		return result;
	};
}));
// node_modules/core-js-pure/internals/check-correctness-of-iteration.js
var require_check_correctness_of_iteration = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var ITERATOR = require_well_known_symbol()("iterator");
	var SAFE_CLOSING = false;
	try {
		var called = 0;
		var iteratorWithReturn = {
			next: function() {
				return { done: !!called++ };
			},
			"return": function() {
				SAFE_CLOSING = true;
			}
		};
		iteratorWithReturn[ITERATOR] = function() {
			return this;
		};
		Array.from(iteratorWithReturn, function() {
			throw 2;
		});
	} catch (error) {}
	module.exports = function(exec, SKIP_CLOSING) {
		try {
			if (!SKIP_CLOSING && !SAFE_CLOSING) return false;
		} catch (error) {
			return false;
		}
		var ITERATION_SUPPORT = false;
		try {
			var object = {};
			object[ITERATOR] = function() {
				return { next: function() {
					return { done: ITERATION_SUPPORT = true };
				} };
			};
			exec(object);
		} catch (error) {}
		return ITERATION_SUPPORT;
	};
}));
// node_modules/core-js-pure/modules/es.array.from.js
var require_es_array_from = /* @__PURE__ */ __commonJSMin((() => {
	var $ = require_export();
	var from = require_array_from();
	$({
		target: "Array",
		stat: true,
		forced: !require_check_correctness_of_iteration()(function(iterable) {
			Array.from(iterable);
		})
	}, { from });
}));
// node_modules/core-js-pure/es/array/from.js
var require_from$5 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	require_es_string_iterator();
	require_es_array_from();
	module.exports = require_path().Array.from;
}));
// node_modules/core-js-pure/stable/array/from.js
var require_from$4 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_from$5();
}));
// node_modules/@babel/runtime-corejs3/core-js-stable/array/from.js
var require_from$3 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_from$4();
}));
// node_modules/core-js-pure/internals/get-built-in-prototype-method.js
var require_get_built_in_prototype_method = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var globalThis = require_global_this();
	var path = require_path();
	module.exports = function(CONSTRUCTOR, METHOD) {
		var Namespace = path[CONSTRUCTOR + "Prototype"];
		var pureMethod = Namespace && Namespace[METHOD];
		if (pureMethod) return pureMethod;
		var NativeConstructor = globalThis[CONSTRUCTOR];
		var NativePrototype = NativeConstructor && NativeConstructor.prototype;
		return NativePrototype && NativePrototype[METHOD];
	};
}));
// node_modules/core-js-pure/es/array/virtual/concat.js
var require_concat$3 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	require_es_array_concat();
	module.exports = require_get_built_in_prototype_method()("Array", "concat");
}));
// node_modules/core-js-pure/es/instance/concat.js
var require_concat$2 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var isPrototypeOf = require_object_is_prototype_of();
	var method = require_concat$3();
	var ArrayPrototype = Array.prototype;
	module.exports = function(it) {
		var own = it.concat;
		return it === ArrayPrototype || isPrototypeOf(ArrayPrototype, it) && own === ArrayPrototype.concat ? method : own;
	};
}));
// node_modules/core-js-pure/stable/instance/concat.js
var require_concat$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_concat$2();
}));
// node_modules/@babel/runtime-corejs3/core-js-stable/instance/concat.js
var require_concat = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_concat$1();
}));
// node_modules/core-js-pure/internals/array-method-is-strict.js
var require_array_method_is_strict = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var fails = require_fails();
	module.exports = function(METHOD_NAME, argument) {
		var method = [][METHOD_NAME];
		return !!method && fails(function() {
			method.call(null, argument || function() {
				return 1;
			}, 1);
		});
	};
}));
// node_modules/core-js-pure/modules/es.array.index-of.js
var require_es_array_index_of = /* @__PURE__ */ __commonJSMin((() => {
	var $ = require_export();
	var uncurryThis = require_function_uncurry_this_clause();
	var $indexOf = require_array_includes().indexOf;
	var arrayMethodIsStrict = require_array_method_is_strict();
	var nativeIndexOf = uncurryThis([].indexOf);
	var NEGATIVE_ZERO = !!nativeIndexOf && 1 / nativeIndexOf([1], 1, -0) < 0;
	$({
		target: "Array",
		proto: true,
		forced: NEGATIVE_ZERO || !arrayMethodIsStrict("indexOf")
	}, { indexOf: function indexOf(searchElement) {
		var fromIndex = arguments.length > 1 ? arguments[1] : void 0;
		return NEGATIVE_ZERO ? nativeIndexOf(this, searchElement, fromIndex) || 0 : $indexOf(this, searchElement, fromIndex);
	} });
}));
// node_modules/core-js-pure/es/array/virtual/index-of.js
var require_index_of$3 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	require_es_array_index_of();
	module.exports = require_get_built_in_prototype_method()("Array", "indexOf");
}));
// node_modules/core-js-pure/es/instance/index-of.js
var require_index_of$2 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var isPrototypeOf = require_object_is_prototype_of();
	var method = require_index_of$3();
	var ArrayPrototype = Array.prototype;
	module.exports = function(it) {
		var own = it.indexOf;
		return it === ArrayPrototype || isPrototypeOf(ArrayPrototype, it) && own === ArrayPrototype.indexOf ? method : own;
	};
}));
// node_modules/core-js-pure/stable/instance/index-of.js
var require_index_of$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_index_of$2();
}));
// node_modules/@babel/runtime-corejs3/core-js-stable/instance/index-of.js
var require_index_of = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_index_of$1();
}));
// node_modules/core-js-pure/modules/es.object.create.js
var require_es_object_create = /* @__PURE__ */ __commonJSMin((() => {
	var $ = require_export();
	var DESCRIPTORS = require_descriptors();
	var create = require_object_create();
	$({
		target: "Object",
		stat: true,
		sham: !DESCRIPTORS
	}, { create });
}));
// node_modules/core-js-pure/es/object/create.js
var require_create$2 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	require_es_object_create();
	var Object = require_path().Object;
	module.exports = function create(P, D) {
		return Object.create(P, D);
	};
}));
// node_modules/core-js-pure/stable/object/create.js
var require_create$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_create$2();
}));
// node_modules/@babel/runtime-corejs3/core-js-stable/object/create.js
var require_create = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_create$1();
}));
// node_modules/core-js-pure/actual/array/is-array.js
var require_is_array$2 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_is_array$4();
}));
// node_modules/core-js-pure/full/array/is-array.js
var require_is_array$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_is_array$2();
}));
// node_modules/core-js-pure/features/array/is-array.js
var require_is_array = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_is_array$1();
}));
// node_modules/@babel/runtime-corejs3/helpers/arrayWithHoles.js
var require_arrayWithHoles = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var _Array$isArray = require_is_array();
	function _arrayWithHoles(r) {
		if (_Array$isArray(r)) return r;
	}
	module.exports = _arrayWithHoles, module.exports.__esModule = true, module.exports["default"] = module.exports;
}));
// node_modules/core-js-pure/modules/esnext.function.metadata.js
var require_esnext_function_metadata = /* @__PURE__ */ __commonJSMin((() => {
	var wellKnownSymbol = require_well_known_symbol();
	var defineProperty = require_object_define_property().f;
	var METADATA = wellKnownSymbol("metadata");
	var FunctionPrototype = Function.prototype;
	if (FunctionPrototype[METADATA] === void 0) defineProperty(FunctionPrototype, METADATA, { value: null });
}));
// node_modules/core-js-pure/modules/esnext.symbol.async-dispose.js
var require_esnext_symbol_async_dispose = /* @__PURE__ */ __commonJSMin((() => {
	require_es_symbol_async_dispose();
}));
// node_modules/core-js-pure/modules/esnext.symbol.dispose.js
var require_esnext_symbol_dispose = /* @__PURE__ */ __commonJSMin((() => {
	require_es_symbol_dispose();
}));
// node_modules/core-js-pure/modules/esnext.symbol.metadata.js
var require_esnext_symbol_metadata = /* @__PURE__ */ __commonJSMin((() => {
	require_well_known_symbol_define()("metadata");
}));
// node_modules/core-js-pure/actual/symbol/index.js
var require_symbol$2 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var parent = require_symbol$4();
	require_esnext_function_metadata();
	require_esnext_symbol_async_dispose();
	require_esnext_symbol_dispose();
	require_esnext_symbol_metadata();
	module.exports = parent;
}));
// node_modules/core-js-pure/internals/symbol-is-registered.js
var require_symbol_is_registered = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var getBuiltIn = require_get_built_in();
	var uncurryThis = require_function_uncurry_this();
	var Symbol = getBuiltIn("Symbol");
	var keyFor = Symbol.keyFor;
	var thisSymbolValue = uncurryThis(Symbol.prototype.valueOf);
	module.exports = Symbol.isRegisteredSymbol || function isRegisteredSymbol(value) {
		try {
			return keyFor(thisSymbolValue(value)) !== void 0;
		} catch (error) {
			return false;
		}
	};
}));
// node_modules/core-js-pure/modules/esnext.symbol.is-registered-symbol.js
var require_esnext_symbol_is_registered_symbol = /* @__PURE__ */ __commonJSMin((() => {
	require_export()({
		target: "Symbol",
		stat: true
	}, { isRegisteredSymbol: require_symbol_is_registered() });
}));
// node_modules/core-js-pure/internals/symbol-is-well-known.js
var require_symbol_is_well_known = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var shared = require_shared();
	var getBuiltIn = require_get_built_in();
	var uncurryThis = require_function_uncurry_this();
	var isSymbol = require_is_symbol();
	var wellKnownSymbol = require_well_known_symbol();
	var Symbol = getBuiltIn("Symbol");
	var $isWellKnownSymbol = Symbol.isWellKnownSymbol;
	var getOwnPropertyNames = getBuiltIn("Object", "getOwnPropertyNames");
	var thisSymbolValue = uncurryThis(Symbol.prototype.valueOf);
	var WellKnownSymbolsStore = shared("wks");
	for (var i = 0, symbolKeys = getOwnPropertyNames(Symbol), symbolKeysLength = symbolKeys.length; i < symbolKeysLength; i++) try {
		var symbolKey = symbolKeys[i];
		if (isSymbol(Symbol[symbolKey])) wellKnownSymbol(symbolKey);
	} catch (error) {}
	module.exports = function isWellKnownSymbol(value) {
		if ($isWellKnownSymbol && $isWellKnownSymbol(value)) return true;
		try {
			var symbol = thisSymbolValue(value);
			for (var j = 0, keys = getOwnPropertyNames(WellKnownSymbolsStore), keysLength = keys.length; j < keysLength; j++) if (WellKnownSymbolsStore[keys[j]] == symbol) return true;
		} catch (error) {}
		return false;
	};
}));
// node_modules/core-js-pure/modules/esnext.symbol.is-well-known-symbol.js
var require_esnext_symbol_is_well_known_symbol = /* @__PURE__ */ __commonJSMin((() => {
	require_export()({
		target: "Symbol",
		stat: true,
		forced: true
	}, { isWellKnownSymbol: require_symbol_is_well_known() });
}));
// node_modules/core-js-pure/modules/esnext.symbol.custom-matcher.js
var require_esnext_symbol_custom_matcher = /* @__PURE__ */ __commonJSMin((() => {
	require_well_known_symbol_define()("customMatcher");
}));
// node_modules/core-js-pure/modules/esnext.symbol.observable.js
var require_esnext_symbol_observable = /* @__PURE__ */ __commonJSMin((() => {
	require_well_known_symbol_define()("observable");
}));
// node_modules/core-js-pure/modules/esnext.symbol.is-registered.js
var require_esnext_symbol_is_registered = /* @__PURE__ */ __commonJSMin((() => {
	require_export()({
		target: "Symbol",
		stat: true,
		name: "isRegisteredSymbol"
	}, { isRegistered: require_symbol_is_registered() });
}));
// node_modules/core-js-pure/modules/esnext.symbol.is-well-known.js
var require_esnext_symbol_is_well_known = /* @__PURE__ */ __commonJSMin((() => {
	require_export()({
		target: "Symbol",
		stat: true,
		name: "isWellKnownSymbol",
		forced: true
	}, { isWellKnown: require_symbol_is_well_known() });
}));
// node_modules/core-js-pure/modules/esnext.symbol.matcher.js
var require_esnext_symbol_matcher = /* @__PURE__ */ __commonJSMin((() => {
	require_well_known_symbol_define()("matcher");
}));
// node_modules/core-js-pure/modules/esnext.symbol.metadata-key.js
var require_esnext_symbol_metadata_key = /* @__PURE__ */ __commonJSMin((() => {
	require_well_known_symbol_define()("metadataKey");
}));
// node_modules/core-js-pure/modules/esnext.symbol.pattern-match.js
var require_esnext_symbol_pattern_match = /* @__PURE__ */ __commonJSMin((() => {
	require_well_known_symbol_define()("patternMatch");
}));
// node_modules/core-js-pure/modules/esnext.symbol.replace-all.js
var require_esnext_symbol_replace_all = /* @__PURE__ */ __commonJSMin((() => {
	require_well_known_symbol_define()("replaceAll");
}));
// node_modules/core-js-pure/full/symbol/index.js
var require_symbol$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var parent = require_symbol$2();
	require_esnext_symbol_is_registered_symbol();
	require_esnext_symbol_is_well_known_symbol();
	require_esnext_symbol_custom_matcher();
	require_esnext_symbol_observable();
	require_esnext_symbol_is_registered();
	require_esnext_symbol_is_well_known();
	require_esnext_symbol_matcher();
	require_esnext_symbol_metadata_key();
	require_esnext_symbol_pattern_match();
	require_esnext_symbol_replace_all();
	module.exports = parent;
}));
// node_modules/core-js-pure/features/symbol/index.js
var require_symbol = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_symbol$1();
}));
// node_modules/core-js-pure/modules/es.array.push.js
var require_es_array_push = /* @__PURE__ */ __commonJSMin((() => {
	var $ = require_export();
	var toObject = require_to_object();
	var lengthOfArrayLike = require_length_of_array_like();
	var setArrayLength = require_array_set_length();
	var doesNotExceedSafeInteger = require_does_not_exceed_safe_integer();
	var INCORRECT_TO_LENGTH = require_fails()(function() {
		return [].push.call({ length: 4294967296 }, 1) !== 4294967297;
	});
	var properErrorOnNonWritableLength = function() {
		try {
			Object.defineProperty([], "length", { writable: false }).push();
		} catch (error) {
			return error instanceof TypeError;
		}
	};
	$({
		target: "Array",
		proto: true,
		arity: 1,
		forced: INCORRECT_TO_LENGTH || !properErrorOnNonWritableLength()
	}, { push: function push(item) {
		var O = toObject(this);
		var len = lengthOfArrayLike(O);
		var argCount = arguments.length;
		doesNotExceedSafeInteger(len + argCount);
		for (var i = 0; i < argCount; i++) {
			O[len] = arguments[i];
			len++;
		}
		setArrayLength(O, len);
		return len;
	} });
}));
// node_modules/core-js-pure/es/array/virtual/push.js
var require_push$5 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	require_es_array_push();
	module.exports = require_get_built_in_prototype_method()("Array", "push");
}));
// node_modules/core-js-pure/es/instance/push.js
var require_push$4 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var isPrototypeOf = require_object_is_prototype_of();
	var method = require_push$5();
	var ArrayPrototype = Array.prototype;
	module.exports = function(it) {
		var own = it.push;
		return it === ArrayPrototype || isPrototypeOf(ArrayPrototype, it) && own === ArrayPrototype.push ? method : own;
	};
}));
// node_modules/core-js-pure/stable/instance/push.js
var require_push$3 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_push$4();
}));
// node_modules/core-js-pure/actual/instance/push.js
var require_push$2 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_push$3();
}));
// node_modules/core-js-pure/full/instance/push.js
var require_push$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_push$2();
}));
// node_modules/core-js-pure/features/instance/push.js
var require_push = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_push$1();
}));
// node_modules/@babel/runtime-corejs3/helpers/iterableToArrayLimit.js
var require_iterableToArrayLimit = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var _Symbol = require_symbol();
	var _getIteratorMethod = require_get_iterator_method$1();
	var _pushInstanceProperty = require_push();
	function _iterableToArrayLimit(r, l) {
		var t = null == r ? null : "undefined" != typeof _Symbol && _getIteratorMethod(r) || r["@@iterator"];
		if (null != t) {
			var e, n, i, u, a = [], f = !0, o = !1;
			try {
				if (i = (t = t.call(r)).next, 0 === l) {
					if (Object(t) !== t) return;
					f = !1;
				} else for (; !(f = (e = i.call(t)).done) && (_pushInstanceProperty(a).call(a, e.value), a.length !== l); f = !0);
			} catch (r) {
				o = !0, n = r;
			} finally {
				try {
					if (!f && null != t["return"] && (u = t["return"](), Object(u) !== u)) return;
				} finally {
					if (o) throw n;
				}
			}
			return a;
		}
	}
	module.exports = _iterableToArrayLimit, module.exports.__esModule = true, module.exports["default"] = module.exports;
}));
// node_modules/core-js-pure/modules/es.array.slice.js
var require_es_array_slice = /* @__PURE__ */ __commonJSMin((() => {
	var $ = require_export();
	var isArray = require_is_array$6();
	var isConstructor = require_is_constructor();
	var isObject = require_is_object();
	var toAbsoluteIndex = require_to_absolute_index();
	var lengthOfArrayLike = require_length_of_array_like();
	var toIndexedObject = require_to_indexed_object();
	var createProperty = require_create_property();
	var setArrayLength = require_array_set_length();
	var wellKnownSymbol = require_well_known_symbol();
	var arrayMethodHasSpeciesSupport = require_array_method_has_species_support();
	var nativeSlice = require_array_slice();
	var HAS_SPECIES_SUPPORT = arrayMethodHasSpeciesSupport("slice");
	var SPECIES = wellKnownSymbol("species");
	var $Array = Array;
	var max = Math.max;
	$({
		target: "Array",
		proto: true,
		forced: !HAS_SPECIES_SUPPORT
	}, { slice: function slice(start, end) {
		var O = toIndexedObject(this);
		var length = lengthOfArrayLike(O);
		var k = toAbsoluteIndex(start, length);
		var fin = toAbsoluteIndex(end === void 0 ? length : end, length);
		var Constructor, result, n;
		if (isArray(O)) {
			Constructor = O.constructor;
			if (isConstructor(Constructor) && (Constructor === $Array || isArray(Constructor.prototype))) Constructor = void 0;
			else if (isObject(Constructor)) {
				Constructor = Constructor[SPECIES];
				if (Constructor === null) Constructor = void 0;
			}
			if (Constructor === $Array || Constructor === void 0) return nativeSlice(O, k, fin);
		}
		result = new (Constructor === void 0 ? $Array : Constructor)(max(fin - k, 0));
		for (n = 0; k < fin; k++, n++) if (k in O) createProperty(result, n, O[k]);
		setArrayLength(result, n);
		return result;
	} });
}));
// node_modules/core-js-pure/es/array/virtual/slice.js
var require_slice$6 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	require_es_array_slice();
	module.exports = require_get_built_in_prototype_method()("Array", "slice");
}));
// node_modules/core-js-pure/es/instance/slice.js
var require_slice$5 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var isPrototypeOf = require_object_is_prototype_of();
	var method = require_slice$6();
	var ArrayPrototype = Array.prototype;
	module.exports = function(it) {
		var own = it.slice;
		return it === ArrayPrototype || isPrototypeOf(ArrayPrototype, it) && own === ArrayPrototype.slice ? method : own;
	};
}));
// node_modules/core-js-pure/stable/instance/slice.js
var require_slice$4 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_slice$5();
}));
// node_modules/core-js-pure/actual/instance/slice.js
var require_slice$3 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_slice$4();
}));
// node_modules/core-js-pure/full/instance/slice.js
var require_slice$2 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_slice$3();
}));
// node_modules/core-js-pure/features/instance/slice.js
var require_slice$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_slice$2();
}));
// node_modules/core-js-pure/actual/array/from.js
var require_from$2 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_from$4();
}));
// node_modules/core-js-pure/full/array/from.js
var require_from$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_from$2();
}));
// node_modules/core-js-pure/features/array/from.js
var require_from = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_from$1();
}));
// node_modules/@babel/runtime-corejs3/helpers/arrayLikeToArray.js
var require_arrayLikeToArray = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	function _arrayLikeToArray(r, a) {
		(null == a || a > r.length) && (a = r.length);
		for (var e = 0, n = Array(a); e < a; e++) n[e] = r[e];
		return n;
	}
	module.exports = _arrayLikeToArray, module.exports.__esModule = true, module.exports["default"] = module.exports;
}));
// node_modules/@babel/runtime-corejs3/helpers/unsupportedIterableToArray.js
var require_unsupportedIterableToArray = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var _sliceInstanceProperty = require_slice$1();
	var _Array$from = require_from();
	var arrayLikeToArray = require_arrayLikeToArray();
	function _unsupportedIterableToArray(r, a) {
		if (r) {
			var _context;
			if ("string" == typeof r) return arrayLikeToArray(r, a);
			var t = _sliceInstanceProperty(_context = {}.toString.call(r)).call(_context, 8, -1);
			return "Object" === t && r.constructor && (t = r.constructor.name), "Map" === t || "Set" === t ? _Array$from(r) : "Arguments" === t || /^(?:Ui|I)nt(?:8|16|32)(?:Clamped)?Array$/.test(t) ? arrayLikeToArray(r, a) : void 0;
		}
	}
	module.exports = _unsupportedIterableToArray, module.exports.__esModule = true, module.exports["default"] = module.exports;
}));
// node_modules/@babel/runtime-corejs3/helpers/nonIterableRest.js
var require_nonIterableRest = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	function _nonIterableRest() {
		throw new TypeError("Invalid attempt to destructure non-iterable instance.\nIn order to be iterable, non-array objects must have a [Symbol.iterator]() method.");
	}
	module.exports = _nonIterableRest, module.exports.__esModule = true, module.exports["default"] = module.exports;
}));
// node_modules/@babel/runtime-corejs3/helpers/slicedToArray.js
var require_slicedToArray = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var arrayWithHoles = require_arrayWithHoles();
	var iterableToArrayLimit = require_iterableToArrayLimit();
	var unsupportedIterableToArray = require_unsupportedIterableToArray();
	var nonIterableRest = require_nonIterableRest();
	function _slicedToArray(r, e) {
		return arrayWithHoles(r) || iterableToArrayLimit(r, e) || unsupportedIterableToArray(r, e) || nonIterableRest();
	}
	module.exports = _slicedToArray, module.exports.__esModule = true, module.exports["default"] = module.exports;
}));
// node_modules/core-js-pure/internals/array-for-each.js
var require_array_for_each = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var $forEach = require_array_iteration().forEach;
	module.exports = !require_array_method_is_strict()("forEach") ? function forEach(callbackfn) {
		return $forEach(this, callbackfn, arguments.length > 1 ? arguments[1] : void 0);
	} : [].forEach;
}));
// node_modules/core-js-pure/modules/es.array.for-each.js
var require_es_array_for_each = /* @__PURE__ */ __commonJSMin((() => {
	var $ = require_export();
	var forEach = require_array_for_each();
	$({
		target: "Array",
		proto: true,
		forced: [].forEach !== forEach
	}, { forEach });
}));
// node_modules/core-js-pure/es/array/virtual/for-each.js
var require_for_each$3 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	require_es_array_for_each();
	module.exports = require_get_built_in_prototype_method()("Array", "forEach");
}));
// node_modules/core-js-pure/stable/array/virtual/for-each.js
var require_for_each$2 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_for_each$3();
}));
// node_modules/core-js-pure/modules/web.dom-collections.for-each.js
var require_web_dom_collections_for_each = /* @__PURE__ */ __commonJSMin((() => {}));
// node_modules/core-js-pure/stable/instance/for-each.js
var require_for_each$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var classof = require_classof();
	var hasOwn = require_has_own_property();
	var isPrototypeOf = require_object_is_prototype_of();
	var method = require_for_each$2();
	require_web_dom_collections_for_each();
	var ArrayPrototype = Array.prototype;
	var DOMIterables = {
		DOMTokenList: true,
		NodeList: true
	};
	module.exports = function(it) {
		var own = it.forEach;
		return it === ArrayPrototype || isPrototypeOf(ArrayPrototype, it) && own === ArrayPrototype.forEach || hasOwn(DOMIterables, classof(it)) ? method : own;
	};
}));
// node_modules/@babel/runtime-corejs3/core-js-stable/instance/for-each.js
var require_for_each = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_for_each$1();
}));
// node_modules/core-js-pure/modules/es.array.includes.js
var require_es_array_includes = /* @__PURE__ */ __commonJSMin((() => {
	var $ = require_export();
	var $includes = require_array_includes().includes;
	var fails = require_fails();
	var addToUnscopables = require_add_to_unscopables();
	var BROKEN_ON_SPARSE = fails(function() {
		return !Array(1).includes();
	});
	var BROKEN_ON_SPARSE_WITH_FROM_INDEX = fails(function() {
		return [, 1].includes(void 0, 1);
	});
	$({
		target: "Array",
		proto: true,
		forced: BROKEN_ON_SPARSE || BROKEN_ON_SPARSE_WITH_FROM_INDEX
	}, { includes: function includes(el) {
		return $includes(this, el, arguments.length > 1 ? arguments[1] : void 0);
	} });
	addToUnscopables("includes");
}));
// node_modules/core-js-pure/es/array/virtual/includes.js
var require_includes$4 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	require_es_array_includes();
	module.exports = require_get_built_in_prototype_method()("Array", "includes");
}));
// node_modules/core-js-pure/internals/is-regexp.js
var require_is_regexp = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var isObject = require_is_object();
	var classof = require_classof_raw();
	var MATCH = require_well_known_symbol()("match");
	module.exports = function(it) {
		var isRegExp;
		return isObject(it) && ((isRegExp = it[MATCH]) !== void 0 ? !!isRegExp : classof(it) === "RegExp");
	};
}));
// node_modules/core-js-pure/internals/not-a-regexp.js
var require_not_a_regexp = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var isRegExp = require_is_regexp();
	var $TypeError = TypeError;
	module.exports = function(it) {
		if (isRegExp(it)) throw new $TypeError("The method doesn't accept regular expressions");
		return it;
	};
}));
// node_modules/core-js-pure/internals/correct-is-regexp-logic.js
var require_correct_is_regexp_logic = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var MATCH = require_well_known_symbol()("match");
	module.exports = function(METHOD_NAME) {
		var regexp = /./;
		try {
			"/./"[METHOD_NAME](regexp);
		} catch (error1) {
			try {
				regexp[MATCH] = false;
				return "/./"[METHOD_NAME](regexp);
			} catch (error2) {}
		}
		return false;
	};
}));
// node_modules/core-js-pure/modules/es.string.includes.js
var require_es_string_includes = /* @__PURE__ */ __commonJSMin((() => {
	var $ = require_export();
	var uncurryThis = require_function_uncurry_this();
	var notARegExp = require_not_a_regexp();
	var requireObjectCoercible = require_require_object_coercible();
	var toString = require_to_string();
	var correctIsRegExpLogic = require_correct_is_regexp_logic();
	var stringIndexOf = uncurryThis("".indexOf);
	$({
		target: "String",
		proto: true,
		forced: !correctIsRegExpLogic("includes")
	}, { includes: function includes(searchString) {
		return !!~stringIndexOf(toString(requireObjectCoercible(this)), toString(notARegExp(searchString)), arguments.length > 1 ? arguments[1] : void 0);
	} });
}));
// node_modules/core-js-pure/es/string/virtual/includes.js
var require_includes$3 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	require_es_string_includes();
	module.exports = require_get_built_in_prototype_method()("String", "includes");
}));
// node_modules/core-js-pure/es/instance/includes.js
var require_includes$2 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var isPrototypeOf = require_object_is_prototype_of();
	var arrayMethod = require_includes$4();
	var stringMethod = require_includes$3();
	var ArrayPrototype = Array.prototype;
	var StringPrototype = String.prototype;
	module.exports = function(it) {
		var own = it.includes;
		if (it === ArrayPrototype || isPrototypeOf(ArrayPrototype, it) && own === ArrayPrototype.includes) return arrayMethod;
		if (typeof it == "string" || it === StringPrototype || isPrototypeOf(StringPrototype, it) && own === StringPrototype.includes) return stringMethod;
		return own;
	};
}));
// node_modules/core-js-pure/stable/instance/includes.js
var require_includes$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_includes$2();
}));
// node_modules/@babel/runtime-corejs3/core-js-stable/instance/includes.js
var require_includes = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_includes$1();
}));
// node_modules/core-js-pure/internals/whitespaces.js
var require_whitespaces = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = "	\n\v\f\r \xA0              　\u2028\u2029﻿";
}));
// node_modules/core-js-pure/internals/string-trim.js
var require_string_trim = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var uncurryThis = require_function_uncurry_this();
	var requireObjectCoercible = require_require_object_coercible();
	var toString = require_to_string();
	var whitespaces = require_whitespaces();
	var replace = uncurryThis("".replace);
	var ltrim = RegExp("^[" + whitespaces + "]+");
	var rtrim = RegExp("(^|[^" + whitespaces + "])[" + whitespaces + "]+$");
	var createMethod = function(TYPE) {
		return function($this) {
			var string = toString(requireObjectCoercible($this));
			if (TYPE & 1) string = replace(string, ltrim, "");
			if (TYPE & 2) string = replace(string, rtrim, "$1");
			return string;
		};
	};
	module.exports = {
		start: createMethod(1),
		end: createMethod(2),
		trim: createMethod(3)
	};
}));
// node_modules/core-js-pure/internals/number-parse-int.js
var require_number_parse_int = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var globalThis = require_global_this();
	var fails = require_fails();
	var uncurryThis = require_function_uncurry_this();
	var toString = require_to_string();
	var trim = require_string_trim().trim;
	var whitespaces = require_whitespaces();
	var $parseInt = globalThis.parseInt;
	var Symbol = globalThis.Symbol;
	var ITERATOR = Symbol && Symbol.iterator;
	var hex = /^[+-]?0x/i;
	var exec = uncurryThis(hex.exec);
	module.exports = $parseInt(whitespaces + "08") !== 8 || $parseInt(whitespaces + "0x16") !== 22 || ITERATOR && !fails(function() {
		$parseInt(Object(ITERATOR));
	}) ? function parseInt(string, radix) {
		var S = trim(toString(string));
		return $parseInt(S, radix >>> 0 || (exec(hex, S) ? 16 : 10));
	} : $parseInt;
}));
// node_modules/core-js-pure/modules/es.parse-int.js
var require_es_parse_int = /* @__PURE__ */ __commonJSMin((() => {
	var $ = require_export();
	var $parseInt = require_number_parse_int();
	$({
		global: true,
		forced: parseInt !== $parseInt
	}, { parseInt: $parseInt });
}));
// node_modules/core-js-pure/es/parse-int.js
var require_parse_int$2 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	require_es_parse_int();
	module.exports = require_path().parseInt;
}));
// node_modules/core-js-pure/stable/parse-int.js
var require_parse_int$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_parse_int$2();
}));
// node_modules/@babel/runtime-corejs3/core-js-stable/parse-int.js
var require_parse_int = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_parse_int$1();
}));
// node_modules/@babel/runtime-corejs3/core-js-stable/instance/slice.js
var require_slice = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_slice$4();
}));
// node_modules/core-js-pure/internals/delete-property-or-throw.js
var require_delete_property_or_throw = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var tryToString = require_try_to_string();
	var $TypeError = TypeError;
	module.exports = function(O, P) {
		if (!delete O[P]) throw new $TypeError("Cannot delete property " + tryToString(P) + " of " + tryToString(O));
	};
}));
// node_modules/core-js-pure/internals/array-sort.js
var require_array_sort = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var arraySlice = require_array_slice();
	var floor = Math.floor;
	var sort = function(array, comparefn) {
		var length = array.length;
		if (length < 8) {
			var i = 1;
			var element, j;
			while (i < length) {
				j = i;
				element = array[i];
				while (j && comparefn(array[j - 1], element) > 0) array[j] = array[--j];
				if (j !== i++) array[j] = element;
			}
		} else {
			var middle = floor(length / 2);
			var left = sort(arraySlice(array, 0, middle), comparefn);
			var right = sort(arraySlice(array, middle), comparefn);
			var llength = left.length;
			var rlength = right.length;
			var lindex = 0;
			var rindex = 0;
			while (lindex < llength || rindex < rlength) array[lindex + rindex] = lindex < llength && rindex < rlength ? comparefn(left[lindex], right[rindex]) <= 0 ? left[lindex++] : right[rindex++] : lindex < llength ? left[lindex++] : right[rindex++];
		}
		return array;
	};
	module.exports = sort;
}));
// node_modules/core-js-pure/internals/environment-ff-version.js
var require_environment_ff_version = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var firefox = require_environment_user_agent().match(/firefox\/(\d+)/i);
	module.exports = !!firefox && +firefox[1];
}));
// node_modules/core-js-pure/internals/environment-is-ie-or-edge.js
var require_environment_is_ie_or_edge = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var UA = require_environment_user_agent();
	module.exports = /MSIE|Trident/.test(UA);
}));
// node_modules/core-js-pure/internals/environment-webkit-version.js
var require_environment_webkit_version = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var webkit = require_environment_user_agent().match(/AppleWebKit\/(\d+)\./);
	module.exports = !!webkit && +webkit[1];
}));
// node_modules/core-js-pure/modules/es.array.sort.js
var require_es_array_sort = /* @__PURE__ */ __commonJSMin((() => {
	var $ = require_export();
	var uncurryThis = require_function_uncurry_this();
	var aCallable = require_a_callable();
	var toObject = require_to_object();
	var lengthOfArrayLike = require_length_of_array_like();
	var deletePropertyOrThrow = require_delete_property_or_throw();
	var toString = require_to_string();
	var fails = require_fails();
	var internalSort = require_array_sort();
	var arrayMethodIsStrict = require_array_method_is_strict();
	var FF = require_environment_ff_version();
	var IE_OR_EDGE = require_environment_is_ie_or_edge();
	var V8 = require_environment_v8_version();
	var WEBKIT = require_environment_webkit_version();
	var test = [];
	var nativeSort = uncurryThis(test.sort);
	var push = uncurryThis(test.push);
	var FAILS_ON_UNDEFINED = fails(function() {
		test.sort(void 0);
	});
	var FAILS_ON_NULL = fails(function() {
		test.sort(null);
	});
	var STRICT_METHOD = arrayMethodIsStrict("sort");
	var STABLE_SORT = !fails(function() {
		if (V8) return V8 < 70;
		if (FF && FF > 3) return;
		if (IE_OR_EDGE) return true;
		if (WEBKIT) return WEBKIT < 603;
		var result = "";
		var code = 65, chr, value, index;
		for (; code < 76; code++) {
			chr = String.fromCharCode(code);
			switch (code) {
				case 66:
				case 69:
				case 70:
				case 72:
					value = 3;
					break;
				case 68:
				case 71:
					value = 4;
					break;
				default: value = 2;
			}
			for (index = 0; index < 47; index++) test.push({
				k: chr + index,
				v: value
			});
		}
		test.sort(function(a, b) {
			return b.v - a.v;
		});
		for (index = 0; index < test.length; index++) {
			chr = test[index].k.charAt(0);
			if (result.charAt(result.length - 1) !== chr) result += chr;
		}
		return result !== "DGBEFHACIJK";
	});
	var FORCED = FAILS_ON_UNDEFINED || !FAILS_ON_NULL || !STRICT_METHOD || !STABLE_SORT;
	var getSortCompare = function(comparefn) {
		return function(x, y) {
			if (y === void 0) return -1;
			if (x === void 0) return 1;
			if (comparefn !== void 0) return +comparefn(x, y) || 0;
			var xString = toString(x);
			var yString = toString(y);
			return xString === yString ? 0 : xString > yString ? 1 : -1;
		};
	};
	$({
		target: "Array",
		proto: true,
		forced: FORCED
	}, { sort: function sort(comparefn) {
		if (comparefn !== void 0) aCallable(comparefn);
		var array = toObject(this);
		if (STABLE_SORT) return comparefn === void 0 ? nativeSort(array) : nativeSort(array, comparefn);
		var items = [];
		var arrayLength = lengthOfArrayLike(array);
		var itemsLength, index = 0;
		for (; index < arrayLength; index++) if (index in array) push(items, array[index]);
		internalSort(items, getSortCompare(comparefn));
		itemsLength = lengthOfArrayLike(items);
		index = 0;
		while (index < itemsLength) array[index] = items[index++];
		while (index < arrayLength) deletePropertyOrThrow(array, index++);
		return array;
	} });
}));
// node_modules/core-js-pure/es/array/virtual/sort.js
var require_sort$3 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	require_es_array_sort();
	module.exports = require_get_built_in_prototype_method()("Array", "sort");
}));
// node_modules/core-js-pure/es/instance/sort.js
var require_sort$2 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var isPrototypeOf = require_object_is_prototype_of();
	var method = require_sort$3();
	var ArrayPrototype = Array.prototype;
	module.exports = function(it) {
		var own = it.sort;
		return it === ArrayPrototype || isPrototypeOf(ArrayPrototype, it) && own === ArrayPrototype.sort ? method : own;
	};
}));
// node_modules/core-js-pure/stable/instance/sort.js
var require_sort$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_sort$2();
}));
// node_modules/@babel/runtime-corejs3/core-js-stable/instance/sort.js
var require_sort = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_sort$1();
}));
// node_modules/core-js-pure/modules/es.regexp.flags.js
var require_es_regexp_flags = /* @__PURE__ */ __commonJSMin((() => {}));
// node_modules/core-js-pure/internals/regexp-flags-detection.js
var require_regexp_flags_detection = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var globalThis = require_global_this();
	var fails = require_fails();
	var RegExp = globalThis.RegExp;
	module.exports = { correct: !fails(function() {
		var INDICES_SUPPORT = true;
		try {
			RegExp(".", "d");
		} catch (error) {
			INDICES_SUPPORT = false;
		}
		var O = {};
		var calls = "";
		var expected = INDICES_SUPPORT ? "dgimsy" : "gimsy";
		var addGetter = function(key, chr) {
			Object.defineProperty(O, key, { get: function() {
				calls += chr;
				return true;
			} });
		};
		var pairs = {
			dotAll: "s",
			global: "g",
			ignoreCase: "i",
			multiline: "m",
			sticky: "y"
		};
		if (INDICES_SUPPORT) pairs.hasIndices = "d";
		for (var key in pairs) addGetter(key, pairs[key]);
		return Object.getOwnPropertyDescriptor(RegExp.prototype, "flags").get.call(O) !== expected || calls !== expected;
	}) };
}));
// node_modules/core-js-pure/internals/regexp-flags.js
var require_regexp_flags = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var anObject = require_an_object();
	module.exports = function() {
		var that = anObject(this);
		var result = "";
		if (that.hasIndices) result += "d";
		if (that.global) result += "g";
		if (that.ignoreCase) result += "i";
		if (that.multiline) result += "m";
		if (that.dotAll) result += "s";
		if (that.unicode) result += "u";
		if (that.unicodeSets) result += "v";
		if (that.sticky) result += "y";
		return result;
	};
}));
// node_modules/core-js-pure/internals/regexp-get-flags.js
var require_regexp_get_flags = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var call = require_function_call();
	var hasOwn = require_has_own_property();
	var isPrototypeOf = require_object_is_prototype_of();
	var regExpFlagsDetection = require_regexp_flags_detection();
	var regExpFlagsGetterImplementation = require_regexp_flags();
	var RegExpPrototype = RegExp.prototype;
	module.exports = regExpFlagsDetection.correct ? function(it) {
		return it.flags;
	} : function(it) {
		return !regExpFlagsDetection.correct && isPrototypeOf(RegExpPrototype, it) && !hasOwn(it, "flags") ? call(regExpFlagsGetterImplementation, it) : it.flags;
	};
}));
// node_modules/core-js-pure/es/regexp/flags.js
var require_flags$3 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	require_es_regexp_flags();
	module.exports = require_regexp_get_flags();
}));
// node_modules/core-js-pure/es/instance/flags.js
var require_flags$2 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var isPrototypeOf = require_object_is_prototype_of();
	var flags = require_flags$3();
	var RegExpPrototype = RegExp.prototype;
	module.exports = function(it) {
		return it === RegExpPrototype || isPrototypeOf(RegExpPrototype, it) ? flags(it) : it.flags;
	};
}));
// node_modules/core-js-pure/stable/instance/flags.js
var require_flags$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_flags$2();
}));
// node_modules/@babel/runtime-corejs3/core-js-stable/instance/flags.js
var require_flags = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_flags$1();
}));
// node_modules/xregexp/lib/xregexp.js
var require_xregexp = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var _interopRequireDefault = require_interopRequireDefault();
	require_define_property()(exports, "__esModule", { value: true });
	exports["default"] = void 0;
	var _getIterator2 = _interopRequireDefault(require_get_iterator());
	var _isArray = _interopRequireDefault(require_is_array$3());
	var _getIteratorMethod2 = _interopRequireDefault(require_get_iterator_method());
	var _symbol = _interopRequireDefault(require_symbol$3());
	var _from = _interopRequireDefault(require_from$3());
	var _concat = _interopRequireDefault(require_concat());
	var _indexOf = _interopRequireDefault(require_index_of());
	var _create = _interopRequireDefault(require_create());
	var _slicedToArray2 = _interopRequireDefault(require_slicedToArray());
	var _forEach = _interopRequireDefault(require_for_each());
	var _includes = _interopRequireDefault(require_includes());
	var _parseInt2 = _interopRequireDefault(require_parse_int());
	var _slice = _interopRequireDefault(require_slice());
	var _sort = _interopRequireDefault(require_sort());
	var _flags = _interopRequireDefault(require_flags());
	function _createForOfIteratorHelper(o, allowArrayLike) {
		var it;
		if (typeof _symbol["default"] === "undefined" || (0, _getIteratorMethod2["default"])(o) == null) {
			if ((0, _isArray["default"])(o) || (it = _unsupportedIterableToArray(o)) || allowArrayLike && o && typeof o.length === "number") {
				if (it) o = it;
				var i = 0;
				var F = function F() {};
				return {
					s: F,
					n: function n() {
						if (i >= o.length) return { done: true };
						return {
							done: false,
							value: o[i++]
						};
					},
					e: function e(_e) {
						throw _e;
					},
					f: F
				};
			}
			throw new TypeError("Invalid attempt to iterate non-iterable instance.\nIn order to be iterable, non-array objects must have a [Symbol.iterator]() method.");
		}
		var normalCompletion = true, didErr = false, err;
		return {
			s: function s() {
				it = (0, _getIterator2["default"])(o);
			},
			n: function n() {
				var step = it.next();
				normalCompletion = step.done;
				return step;
			},
			e: function e(_e2) {
				didErr = true;
				err = _e2;
			},
			f: function f() {
				try {
					if (!normalCompletion && it["return"] != null) it["return"]();
				} finally {
					if (didErr) throw err;
				}
			}
		};
	}
	function _unsupportedIterableToArray(o, minLen) {
		var _context9;
		if (!o) return;
		if (typeof o === "string") return _arrayLikeToArray(o, minLen);
		var n = (0, _slice["default"])(_context9 = Object.prototype.toString.call(o)).call(_context9, 8, -1);
		if (n === "Object" && o.constructor) n = o.constructor.name;
		if (n === "Map" || n === "Set") return (0, _from["default"])(o);
		if (n === "Arguments" || /^(?:Ui|I)nt(?:8|16|32)(?:Clamped)?Array$/.test(n)) return _arrayLikeToArray(o, minLen);
	}
	function _arrayLikeToArray(arr, len) {
		if (len == null || len > arr.length) len = arr.length;
		for (var i = 0, arr2 = new Array(len); i < len; i++) arr2[i] = arr[i];
		return arr2;
	}
	/*!
	* XRegExp 4.4.1
	* <xregexp.com>
	* Steven Levithan (c) 2007-present MIT License
	*/
	/**
	* XRegExp provides augmented, extensible regular expressions. You get additional regex syntax and
	* flags, beyond what browsers support natively. XRegExp is also a regex utility belt with tools to
	* make your client-side grepping simpler and more powerful, while freeing you from related
	* cross-browser inconsistencies.
	*/
	var REGEX_DATA = "xregexp";
	var features = {
		astral: false,
		namespacing: false
	};
	var nativ = {
		exec: RegExp.prototype.exec,
		test: RegExp.prototype.test,
		match: String.prototype.match,
		replace: String.prototype.replace,
		split: String.prototype.split
	};
	var fixed = {};
	var regexCache = {};
	var patternCache = {};
	var tokens = [];
	var defaultScope = "default";
	var classScope = "class";
	var nativeTokens = {
		"default": /\\(?:0(?:[0-3][0-7]{0,2}|[4-7][0-7]?)?|[1-9]\d*|x[\dA-Fa-f]{2}|u(?:[\dA-Fa-f]{4}|{[\dA-Fa-f]+})|c[A-Za-z]|[\s\S])|\(\?(?:[:=!]|<[=!])|[?*+]\?|{\d+(?:,\d*)?}\??|[\s\S]/,
		"class": /\\(?:[0-3][0-7]{0,2}|[4-7][0-7]?|x[\dA-Fa-f]{2}|u(?:[\dA-Fa-f]{4}|{[\dA-Fa-f]+})|c[A-Za-z]|[\s\S])|[\s\S]/
	};
	var replacementToken = /\$(?:{([\w$]+)}|<([\w$]+)>|(\d\d?|[\s\S]))/g;
	var correctExecNpcg = nativ.exec.call(/()??/, "")[1] === void 0;
	var hasFlagsProp = (0, _flags["default"])(/x/) !== void 0;
	var toString = {}.toString;
	function hasNativeFlag(flag) {
		var isSupported = true;
		try {
			new RegExp("", flag);
			if (flag === "y") {
				var gy = function() {
					return "gy";
				}();
				if (".a".replace(new RegExp("a", gy), ".") === "..") isSupported = false;
			}
		} catch (exception) {
			isSupported = false;
		}
		return isSupported;
	}
	var hasNativeU = hasNativeFlag("u");
	var hasNativeY = hasNativeFlag("y");
	var registeredFlags = {
		g: true,
		i: true,
		m: true,
		u: hasNativeU,
		y: hasNativeY
	};
	/**
	* Attaches extended data and `XRegExp.prototype` properties to a regex object.
	*
	* @private
	* @param {RegExp} regex Regex to augment.
	* @param {Array} captureNames Array with capture names, or `null`.
	* @param {String} xSource XRegExp pattern used to generate `regex`, or `null` if N/A.
	* @param {String} xFlags XRegExp flags used to generate `regex`, or `null` if N/A.
	* @param {Boolean} [isInternalOnly=false] Whether the regex will be used only for internal
	*   operations, and never exposed to users. For internal-only regexes, we can improve perf by
	*   skipping some operations like attaching `XRegExp.prototype` properties.
	* @returns {!RegExp} Augmented regex.
	*/
	function augment(regex, captureNames, xSource, xFlags, isInternalOnly) {
		var _context;
		regex[REGEX_DATA] = { captureNames };
		if (isInternalOnly) return regex;
		if (regex.__proto__) regex.__proto__ = XRegExp.prototype;
		else for (var p in XRegExp.prototype) regex[p] = XRegExp.prototype[p];
		regex[REGEX_DATA].source = xSource;
		regex[REGEX_DATA].flags = xFlags ? (0, _sort["default"])(_context = xFlags.split("")).call(_context).join("") : xFlags;
		return regex;
	}
	/**
	* Removes any duplicate characters from the provided string.
	*
	* @private
	* @param {String} str String to remove duplicate characters from.
	* @returns {string} String with any duplicate characters removed.
	*/
	function clipDuplicates(str) {
		return nativ.replace.call(str, /([\s\S])(?=[\s\S]*\1)/g, "");
	}
	/**
	* Copies a regex object while preserving extended data and augmenting with `XRegExp.prototype`
	* properties. The copy has a fresh `lastIndex` property (set to zero). Allows adding and removing
	* flags g and y while copying the regex.
	*
	* @private
	* @param {RegExp} regex Regex to copy.
	* @param {Object} [options] Options object with optional properties:
	*   - `addG` {Boolean} Add flag g while copying the regex.
	*   - `addY` {Boolean} Add flag y while copying the regex.
	*   - `removeG` {Boolean} Remove flag g while copying the regex.
	*   - `removeY` {Boolean} Remove flag y while copying the regex.
	*   - `isInternalOnly` {Boolean} Whether the copied regex will be used only for internal
	*     operations, and never exposed to users. For internal-only regexes, we can improve perf by
	*     skipping some operations like attaching `XRegExp.prototype` properties.
	*   - `source` {String} Overrides `<regex>.source`, for special cases.
	* @returns {RegExp} Copy of the provided regex, possibly with modified flags.
	*/
	function copyRegex(regex, options) {
		var _context2;
		if (!XRegExp.isRegExp(regex)) throw new TypeError("Type RegExp expected");
		var xData = regex[REGEX_DATA] || {};
		var flags = getNativeFlags(regex);
		var flagsToAdd = "";
		var flagsToRemove = "";
		var xregexpSource = null;
		var xregexpFlags = null;
		options = options || {};
		if (options.removeG) flagsToRemove += "g";
		if (options.removeY) flagsToRemove += "y";
		if (flagsToRemove) flags = nativ.replace.call(flags, new RegExp("[".concat(flagsToRemove, "]+"), "g"), "");
		if (options.addG) flagsToAdd += "g";
		if (options.addY) flagsToAdd += "y";
		if (flagsToAdd) flags = clipDuplicates(flags + flagsToAdd);
		if (!options.isInternalOnly) {
			if (xData.source !== void 0) xregexpSource = xData.source;
			if ((0, _flags["default"])(xData) != null) xregexpFlags = flagsToAdd ? clipDuplicates((0, _flags["default"])(xData) + flagsToAdd) : (0, _flags["default"])(xData);
		}
		regex = augment(new RegExp(options.source || regex.source, flags), hasNamedCapture(regex) ? (0, _slice["default"])(_context2 = xData.captureNames).call(_context2, 0) : null, xregexpSource, xregexpFlags, options.isInternalOnly);
		return regex;
	}
	/**
	* Converts hexadecimal to decimal.
	*
	* @private
	* @param {String} hex
	* @returns {number}
	*/
	function dec(hex) {
		return (0, _parseInt2["default"])(hex, 16);
	}
	/**
	* Returns a pattern that can be used in a native RegExp in place of an ignorable token such as an
	* inline comment or whitespace with flag x. This is used directly as a token handler function
	* passed to `XRegExp.addToken`.
	*
	* @private
	* @param {String} match Match arg of `XRegExp.addToken` handler
	* @param {String} scope Scope arg of `XRegExp.addToken` handler
	* @param {String} flags Flags arg of `XRegExp.addToken` handler
	* @returns {string} Either '' or '(?:)', depending on which is needed in the context of the match.
	*/
	function getContextualTokenSeparator(match, scope, flags) {
		if (match.input[match.index - 1] === "(" || match.input[match.index + match[0].length] === ")" || match.input[match.index - 1] === "|" || match.input[match.index + match[0].length] === "|" || match.index < 1 || match.index + match[0].length >= match.input.length || nativ.test.call(/^\(\?[:=!]/, match.input.substr(match.index - 3, 3)) || isQuantifierNext(match.input, match.index + match[0].length, flags)) return "";
		return "(?:)";
	}
	/**
	* Returns native `RegExp` flags used by a regex object.
	*
	* @private
	* @param {RegExp} regex Regex to check.
	* @returns {string} Native flags in use.
	*/
	function getNativeFlags(regex) {
		return hasFlagsProp ? (0, _flags["default"])(regex) : nativ.exec.call(/\/([a-z]*)$/i, RegExp.prototype.toString.call(regex))[1];
	}
	/**
	* Determines whether a regex has extended instance data used to track capture names.
	*
	* @private
	* @param {RegExp} regex Regex to check.
	* @returns {boolean} Whether the regex uses named capture.
	*/
	function hasNamedCapture(regex) {
		return !!(regex[REGEX_DATA] && regex[REGEX_DATA].captureNames);
	}
	/**
	* Converts decimal to hexadecimal.
	*
	* @private
	* @param {Number|String} dec
	* @returns {string}
	*/
	function hex(dec) {
		return (0, _parseInt2["default"])(dec, 10).toString(16);
	}
	/**
	* Checks whether the next nonignorable token after the specified position is a quantifier.
	*
	* @private
	* @param {String} pattern Pattern to search within.
	* @param {Number} pos Index in `pattern` to search at.
	* @param {String} flags Flags used by the pattern.
	* @returns {Boolean} Whether the next nonignorable token is a quantifier.
	*/
	function isQuantifierNext(pattern, pos, flags) {
		return nativ.test.call((0, _includes["default"])(flags).call(flags, "x") ? /^(?:\s|#[^#\n]*|\(\?#[^)]*\))*(?:[?*+]|{\d+(?:,\d*)?})/ : /^(?:\(\?#[^)]*\))*(?:[?*+]|{\d+(?:,\d*)?})/, (0, _slice["default"])(pattern).call(pattern, pos));
	}
	/**
	* Determines whether a value is of the specified type, by resolving its internal [[Class]].
	*
	* @private
	* @param {*} value Object to check.
	* @param {String} type Type to check for, in TitleCase.
	* @returns {boolean} Whether the object matches the type.
	*/
	function isType(value, type) {
		return toString.call(value) === "[object ".concat(type, "]");
	}
	/**
	* Adds leading zeros if shorter than four characters. Used for fixed-length hexadecimal values.
	*
	* @private
	* @param {String} str
	* @returns {string}
	*/
	function pad4(str) {
		while (str.length < 4) str = "0".concat(str);
		return str;
	}
	/**
	* Checks for flag-related errors, and strips/applies flags in a leading mode modifier. Offloads
	* the flag preparation logic from the `XRegExp` constructor.
	*
	* @private
	* @param {String} pattern Regex pattern, possibly with a leading mode modifier.
	* @param {String} flags Any combination of flags.
	* @returns {!Object} Object with properties `pattern` and `flags`.
	*/
	function prepareFlags(pattern, flags) {
		if (clipDuplicates(flags) !== flags) throw new SyntaxError("Invalid duplicate regex flag ".concat(flags));
		pattern = nativ.replace.call(pattern, /^\(\?([\w$]+)\)/, function($0, $1) {
			if (nativ.test.call(/[gy]/, $1)) throw new SyntaxError("Cannot use flag g or y in mode modifier ".concat($0));
			flags = clipDuplicates(flags + $1);
			return "";
		});
		var _iterator = _createForOfIteratorHelper(flags), _step;
		try {
			for (_iterator.s(); !(_step = _iterator.n()).done;) {
				var flag = _step.value;
				if (!registeredFlags[flag]) throw new SyntaxError("Unknown regex flag ".concat(flag));
			}
		} catch (err) {
			_iterator.e(err);
		} finally {
			_iterator.f();
		}
		return {
			pattern,
			flags
		};
	}
	/**
	* Prepares an options object from the given value.
	*
	* @private
	* @param {String|Object} value Value to convert to an options object.
	* @returns {Object} Options object.
	*/
	function prepareOptions(value) {
		var options = {};
		if (isType(value, "String")) {
			(0, _forEach["default"])(XRegExp).call(XRegExp, value, /[^\s,]+/, function(match) {
				options[match] = true;
			});
			return options;
		}
		return value;
	}
	/**
	* Registers a flag so it doesn't throw an 'unknown flag' error.
	*
	* @private
	* @param {String} flag Single-character flag to register.
	*/
	function registerFlag(flag) {
		if (!/^[\w$]$/.test(flag)) throw new Error("Flag must be a single character A-Za-z0-9_$");
		registeredFlags[flag] = true;
	}
	/**
	* Runs built-in and custom regex syntax tokens in reverse insertion order at the specified
	* position, until a match is found.
	*
	* @private
	* @param {String} pattern Original pattern from which an XRegExp object is being built.
	* @param {String} flags Flags being used to construct the regex.
	* @param {Number} pos Position to search for tokens within `pattern`.
	* @param {Number} scope Regex scope to apply: 'default' or 'class'.
	* @param {Object} context Context object to use for token handler functions.
	* @returns {Object} Object with properties `matchLength`, `output`, and `reparse`; or `null`.
	*/
	function runTokens(pattern, flags, pos, scope, context) {
		var i = tokens.length;
		var leadChar = pattern[pos];
		var result = null;
		var match;
		var t;
		while (i--) {
			t = tokens[i];
			if (t.leadChar && t.leadChar !== leadChar || t.scope !== scope && t.scope !== "all" || t.flag && !(0, _includes["default"])(flags).call(flags, t.flag)) continue;
			match = XRegExp.exec(pattern, t.regex, pos, "sticky");
			if (match) {
				result = {
					matchLength: match[0].length,
					output: t.handler.call(context, match, scope, flags),
					reparse: t.reparse
				};
				break;
			}
		}
		return result;
	}
	/**
	* Enables or disables implicit astral mode opt-in. When enabled, flag A is automatically added to
	* all new regexes created by XRegExp. This causes an error to be thrown when creating regexes if
	* the Unicode Base addon is not available, since flag A is registered by that addon.
	*
	* @private
	* @param {Boolean} on `true` to enable; `false` to disable.
	*/
	function setAstral(on) {
		features.astral = on;
	}
	/**
	* Adds named capture groups to the `groups` property of match arrays. See here for details:
	* https://github.com/tc39/proposal-regexp-named-groups
	*
	* @private
	* @param {Boolean} on `true` to enable; `false` to disable.
	*/
	function setNamespacing(on) {
		features.namespacing = on;
	}
	/**
	* Returns the object, or throws an error if it is `null` or `undefined`. This is used to follow
	* the ES5 abstract operation `ToObject`.
	*
	* @private
	* @param {*} value Object to check and return.
	* @returns {*} The provided object.
	*/
	function toObject(value) {
		if (value == null) throw new TypeError("Cannot convert null or undefined to object");
		return value;
	}
	/**
	* Creates an extended regular expression object for matching text with a pattern. Differs from a
	* native regular expression in that additional syntax and flags are supported. The returned object
	* is in fact a native `RegExp` and works with all native methods.
	*
	* @class XRegExp
	* @constructor
	* @param {String|RegExp} pattern Regex pattern string, or an existing regex object to copy.
	* @param {String} [flags] Any combination of flags.
	*   Native flags:
	*     - `g` - global
	*     - `i` - ignore case
	*     - `m` - multiline anchors
	*     - `u` - unicode (ES6)
	*     - `y` - sticky (Firefox 3+, ES6)
	*   Additional XRegExp flags:
	*     - `n` - explicit capture
	*     - `s` - dot matches all (aka singleline)
	*     - `x` - free-spacing and line comments (aka extended)
	*     - `A` - astral (requires the Unicode Base addon)
	*   Flags cannot be provided when constructing one `RegExp` from another.
	* @returns {RegExp} Extended regular expression object.
	* @example
	*
	* // With named capture and flag x
	* XRegExp(`(?<year>  [0-9]{4} ) -?  # year
	*          (?<month> [0-9]{2} ) -?  # month
	*          (?<day>   [0-9]{2} )     # day`, 'x');
	*
	* // Providing a regex object copies it. Native regexes are recompiled using native (not XRegExp)
	* // syntax. Copies maintain extended data, are augmented with `XRegExp.prototype` properties, and
	* // have fresh `lastIndex` properties (set to zero).
	* XRegExp(/regex/);
	*/
	function XRegExp(pattern, flags) {
		if (XRegExp.isRegExp(pattern)) {
			if (flags !== void 0) throw new TypeError("Cannot supply flags when copying a RegExp");
			return copyRegex(pattern);
		}
		pattern = pattern === void 0 ? "" : String(pattern);
		flags = flags === void 0 ? "" : String(flags);
		if (XRegExp.isInstalled("astral") && !(0, _includes["default"])(flags).call(flags, "A")) flags += "A";
		if (!patternCache[pattern]) patternCache[pattern] = {};
		if (!patternCache[pattern][flags]) {
			var context = {
				hasNamedCapture: false,
				captureNames: []
			};
			var scope = defaultScope;
			var output = "";
			var pos = 0;
			var result;
			var applied = prepareFlags(pattern, flags);
			var appliedPattern = applied.pattern;
			var appliedFlags = (0, _flags["default"])(applied);
			while (pos < appliedPattern.length) {
				do {
					result = runTokens(appliedPattern, appliedFlags, pos, scope, context);
					if (result && result.reparse) appliedPattern = (0, _slice["default"])(appliedPattern).call(appliedPattern, 0, pos) + result.output + (0, _slice["default"])(appliedPattern).call(appliedPattern, pos + result.matchLength);
				} while (result && result.reparse);
				if (result) {
					output += result.output;
					pos += result.matchLength || 1;
				} else {
					var _XRegExp$exec = XRegExp.exec(appliedPattern, nativeTokens[scope], pos, "sticky"), token = (0, _slicedToArray2["default"])(_XRegExp$exec, 1)[0];
					output += token;
					pos += token.length;
					if (token === "[" && scope === defaultScope) scope = classScope;
					else if (token === "]" && scope === classScope) scope = defaultScope;
				}
			}
			patternCache[pattern][flags] = {
				pattern: nativ.replace.call(output, /(?:\(\?:\))+/g, "(?:)"),
				flags: nativ.replace.call(appliedFlags, /[^gimuy]+/g, ""),
				captures: context.hasNamedCapture ? context.captureNames : null
			};
		}
		var generated = patternCache[pattern][flags];
		return augment(new RegExp(generated.pattern, (0, _flags["default"])(generated)), generated.captures, pattern, flags);
	}
	XRegExp.prototype = /(?:)/;
	/**
	* The XRegExp version number as a string containing three dot-separated parts. For example,
	* '2.0.0-beta-3'.
	*
	* @static
	* @memberOf XRegExp
	* @type String
	*/
	XRegExp.version = "4.4.1";
	XRegExp._clipDuplicates = clipDuplicates;
	XRegExp._hasNativeFlag = hasNativeFlag;
	XRegExp._dec = dec;
	XRegExp._hex = hex;
	XRegExp._pad4 = pad4;
	/**
	* Extends XRegExp syntax and allows custom flags. This is used internally and can be used to
	* create XRegExp addons. If more than one token can match the same string, the last added wins.
	*
	* @memberOf XRegExp
	* @param {RegExp} regex Regex object that matches the new token.
	* @param {Function} handler Function that returns a new pattern string (using native regex syntax)
	*   to replace the matched token within all future XRegExp regexes. Has access to persistent
	*   properties of the regex being built, through `this`. Invoked with three arguments:
	*   - The match array, with named backreference properties.
	*   - The regex scope where the match was found: 'default' or 'class'.
	*   - The flags used by the regex, including any flags in a leading mode modifier.
	*   The handler function becomes part of the XRegExp construction process, so be careful not to
	*   construct XRegExps within the function or you will trigger infinite recursion.
	* @param {Object} [options] Options object with optional properties:
	*   - `scope` {String} Scope where the token applies: 'default', 'class', or 'all'.
	*   - `flag` {String} Single-character flag that triggers the token. This also registers the
	*     flag, which prevents XRegExp from throwing an 'unknown flag' error when the flag is used.
	*   - `optionalFlags` {String} Any custom flags checked for within the token `handler` that are
	*     not required to trigger the token. This registers the flags, to prevent XRegExp from
	*     throwing an 'unknown flag' error when any of the flags are used.
	*   - `reparse` {Boolean} Whether the `handler` function's output should not be treated as
	*     final, and instead be reparseable by other tokens (including the current token). Allows
	*     token chaining or deferring.
	*   - `leadChar` {String} Single character that occurs at the beginning of any successful match
	*     of the token (not always applicable). This doesn't change the behavior of the token unless
	*     you provide an erroneous value. However, providing it can increase the token's performance
	*     since the token can be skipped at any positions where this character doesn't appear.
	* @example
	*
	* // Basic usage: Add \a for the ALERT control code
	* XRegExp.addToken(
	*   /\\a/,
	*   () => '\\x07',
	*   {scope: 'all'}
	* );
	* XRegExp('\\a[\\a-\\n]+').test('\x07\n\x07'); // -> true
	*
	* // Add the U (ungreedy) flag from PCRE and RE2, which reverses greedy and lazy quantifiers.
	* // Since `scope` is not specified, it uses 'default' (i.e., transformations apply outside of
	* // character classes only)
	* XRegExp.addToken(
	*   /([?*+]|{\d+(?:,\d*)?})(\??)/,
	*   (match) => `${match[1]}${match[2] ? '' : '?'}`,
	*   {flag: 'U'}
	* );
	* XRegExp('a+', 'U').exec('aaa')[0]; // -> 'a'
	* XRegExp('a+?', 'U').exec('aaa')[0]; // -> 'aaa'
	*/
	XRegExp.addToken = function(regex, handler, options) {
		options = options || {};
		var optionalFlags = options.optionalFlags;
		if (options.flag) registerFlag(options.flag);
		if (optionalFlags) {
			optionalFlags = nativ.split.call(optionalFlags, "");
			var _iterator2 = _createForOfIteratorHelper(optionalFlags), _step2;
			try {
				for (_iterator2.s(); !(_step2 = _iterator2.n()).done;) {
					var flag = _step2.value;
					registerFlag(flag);
				}
			} catch (err) {
				_iterator2.e(err);
			} finally {
				_iterator2.f();
			}
		}
		tokens.push({
			regex: copyRegex(regex, {
				addG: true,
				addY: hasNativeY,
				isInternalOnly: true
			}),
			handler,
			scope: options.scope || defaultScope,
			flag: options.flag,
			reparse: options.reparse,
			leadChar: options.leadChar
		});
		XRegExp.cache.flush("patterns");
	};
	/**
	* Caches and returns the result of calling `XRegExp(pattern, flags)`. On any subsequent call with
	* the same pattern and flag combination, the cached copy of the regex is returned.
	*
	* @memberOf XRegExp
	* @param {String} pattern Regex pattern string.
	* @param {String} [flags] Any combination of XRegExp flags.
	* @returns {RegExp} Cached XRegExp object.
	* @example
	*
	* while (match = XRegExp.cache('.', 'gs').exec(str)) {
	*   // The regex is compiled once only
	* }
	*/
	XRegExp.cache = function(pattern, flags) {
		if (!regexCache[pattern]) regexCache[pattern] = {};
		return regexCache[pattern][flags] || (regexCache[pattern][flags] = XRegExp(pattern, flags));
	};
	XRegExp.cache.flush = function(cacheName) {
		if (cacheName === "patterns") patternCache = {};
		else regexCache = {};
	};
	/**
	* Escapes any regular expression metacharacters, for use when matching literal strings. The result
	* can safely be used at any point within a regex that uses any flags.
	*
	* @memberOf XRegExp
	* @param {String} str String to escape.
	* @returns {string} String with regex metacharacters escaped.
	* @example
	*
	* XRegExp.escape('Escaped? <.>');
	* // -> 'Escaped\?\ <\.>'
	*/
	XRegExp.escape = function(str) {
		return nativ.replace.call(toObject(str), /[-\[\]{}()*+?.,\\^$|#\s]/g, "\\$&");
	};
	/**
	* Executes a regex search in a specified string. Returns a match array or `null`. If the provided
	* regex uses named capture, named backreference properties are included on the match array.
	* Optional `pos` and `sticky` arguments specify the search start position, and whether the match
	* must start at the specified position only. The `lastIndex` property of the provided regex is not
	* used, but is updated for compatibility. Also fixes browser bugs compared to the native
	* `RegExp.prototype.exec` and can be used reliably cross-browser.
	*
	* @memberOf XRegExp
	* @param {String} str String to search.
	* @param {RegExp} regex Regex to search with.
	* @param {Number} [pos=0] Zero-based index at which to start the search.
	* @param {Boolean|String} [sticky=false] Whether the match must start at the specified position
	*   only. The string `'sticky'` is accepted as an alternative to `true`.
	* @returns {Array} Match array with named backreference properties, or `null`.
	* @example
	*
	* // Basic use, with named backreference
	* let match = XRegExp.exec('U+2620', XRegExp('U\\+(?<hex>[0-9A-F]{4})'));
	* match.hex; // -> '2620'
	*
	* // With pos and sticky, in a loop
	* let pos = 2, result = [], match;
	* while (match = XRegExp.exec('<1><2><3><4>5<6>', /<(\d)>/, pos, 'sticky')) {
	*   result.push(match[1]);
	*   pos = match.index + match[0].length;
	* }
	* // result -> ['2', '3', '4']
	*/
	XRegExp.exec = function(str, regex, pos, sticky) {
		var cacheKey = "g";
		var addY = false;
		var fakeY = false;
		var match;
		addY = hasNativeY && !!(sticky || regex.sticky && sticky !== false);
		if (addY) cacheKey += "y";
		else if (sticky) {
			fakeY = true;
			cacheKey += "FakeY";
		}
		regex[REGEX_DATA] = regex[REGEX_DATA] || {};
		var r2 = regex[REGEX_DATA][cacheKey] || (regex[REGEX_DATA][cacheKey] = copyRegex(regex, {
			addG: true,
			addY,
			source: fakeY ? "".concat(regex.source, "|()") : void 0,
			removeY: sticky === false,
			isInternalOnly: true
		}));
		pos = pos || 0;
		r2.lastIndex = pos;
		match = fixed.exec.call(r2, str);
		if (fakeY && match && match.pop() === "") match = null;
		if (regex.global) regex.lastIndex = match ? r2.lastIndex : 0;
		return match;
	};
	/**
	* Executes a provided function once per regex match. Searches always start at the beginning of the
	* string and continue until the end, regardless of the state of the regex's `global` property and
	* initial `lastIndex`.
	*
	* @memberOf XRegExp
	* @param {String} str String to search.
	* @param {RegExp} regex Regex to search with.
	* @param {Function} callback Function to execute for each match. Invoked with four arguments:
	*   - The match array, with named backreference properties.
	*   - The zero-based match index.
	*   - The string being traversed.
	*   - The regex object being used to traverse the string.
	* @example
	*
	* // Extracts every other digit from a string
	* const evens = [];
	* XRegExp.forEach('1a2345', /\d/, (match, i) => {
	*   if (i % 2) evens.push(+match[0]);
	* });
	* // evens -> [2, 4]
	*/
	XRegExp.forEach = function(str, regex, callback) {
		var pos = 0;
		var i = -1;
		var match;
		while (match = XRegExp.exec(str, regex, pos)) {
			callback(match, ++i, str, regex);
			pos = match.index + (match[0].length || 1);
		}
	};
	/**
	* Copies a regex object and adds flag `g`. The copy maintains extended data, is augmented with
	* `XRegExp.prototype` properties, and has a fresh `lastIndex` property (set to zero). Native
	* regexes are not recompiled using XRegExp syntax.
	*
	* @memberOf XRegExp
	* @param {RegExp} regex Regex to globalize.
	* @returns {RegExp} Copy of the provided regex with flag `g` added.
	* @example
	*
	* const globalCopy = XRegExp.globalize(/regex/);
	* globalCopy.global; // -> true
	*/
	XRegExp.globalize = function(regex) {
		return copyRegex(regex, { addG: true });
	};
	/**
	* Installs optional features according to the specified options. Can be undone using
	* `XRegExp.uninstall`.
	*
	* @memberOf XRegExp
	* @param {Object|String} options Options object or string.
	* @example
	*
	* // With an options object
	* XRegExp.install({
	*   // Enables support for astral code points in Unicode addons (implicitly sets flag A)
	*   astral: true,
	*
	*   // Adds named capture groups to the `groups` property of matches
	*   namespacing: true
	* });
	*
	* // With an options string
	* XRegExp.install('astral namespacing');
	*/
	XRegExp.install = function(options) {
		options = prepareOptions(options);
		if (!features.astral && options.astral) setAstral(true);
		if (!features.namespacing && options.namespacing) setNamespacing(true);
	};
	/**
	* Checks whether an individual optional feature is installed.
	*
	* @memberOf XRegExp
	* @param {String} feature Name of the feature to check. One of:
	*   - `astral`
	*   - `namespacing`
	* @returns {boolean} Whether the feature is installed.
	* @example
	*
	* XRegExp.isInstalled('astral');
	*/
	XRegExp.isInstalled = function(feature) {
		return !!features[feature];
	};
	/**
	* Returns `true` if an object is a regex; `false` if it isn't. This works correctly for regexes
	* created in another frame, when `instanceof` and `constructor` checks would fail.
	*
	* @memberOf XRegExp
	* @param {*} value Object to check.
	* @returns {boolean} Whether the object is a `RegExp` object.
	* @example
	*
	* XRegExp.isRegExp('string'); // -> false
	* XRegExp.isRegExp(/regex/i); // -> true
	* XRegExp.isRegExp(RegExp('^', 'm')); // -> true
	* XRegExp.isRegExp(XRegExp('(?s).')); // -> true
	*/
	XRegExp.isRegExp = function(value) {
		return toString.call(value) === "[object RegExp]";
	};
	/**
	* Returns the first matched string, or in global mode, an array containing all matched strings.
	* This is essentially a more convenient re-implementation of `String.prototype.match` that gives
	* the result types you actually want (string instead of `exec`-style array in match-first mode,
	* and an empty array instead of `null` when no matches are found in match-all mode). It also lets
	* you override flag g and ignore `lastIndex`, and fixes browser bugs.
	*
	* @memberOf XRegExp
	* @param {String} str String to search.
	* @param {RegExp} regex Regex to search with.
	* @param {String} [scope='one'] Use 'one' to return the first match as a string. Use 'all' to
	*   return an array of all matched strings. If not explicitly specified and `regex` uses flag g,
	*   `scope` is 'all'.
	* @returns {String|Array} In match-first mode: First match as a string, or `null`. In match-all
	*   mode: Array of all matched strings, or an empty array.
	* @example
	*
	* // Match first
	* XRegExp.match('abc', /\w/); // -> 'a'
	* XRegExp.match('abc', /\w/g, 'one'); // -> 'a'
	* XRegExp.match('abc', /x/g, 'one'); // -> null
	*
	* // Match all
	* XRegExp.match('abc', /\w/g); // -> ['a', 'b', 'c']
	* XRegExp.match('abc', /\w/, 'all'); // -> ['a', 'b', 'c']
	* XRegExp.match('abc', /x/, 'all'); // -> []
	*/
	XRegExp.match = function(str, regex, scope) {
		var global = regex.global && scope !== "one" || scope === "all";
		var cacheKey = (global ? "g" : "") + (regex.sticky ? "y" : "") || "noGY";
		regex[REGEX_DATA] = regex[REGEX_DATA] || {};
		var r2 = regex[REGEX_DATA][cacheKey] || (regex[REGEX_DATA][cacheKey] = copyRegex(regex, {
			addG: !!global,
			removeG: scope === "one",
			isInternalOnly: true
		}));
		var result = nativ.match.call(toObject(str), r2);
		if (regex.global) regex.lastIndex = scope === "one" && result ? result.index + result[0].length : 0;
		return global ? result || [] : result && result[0];
	};
	/**
	* Retrieves the matches from searching a string using a chain of regexes that successively search
	* within previous matches. The provided `chain` array can contain regexes and or objects with
	* `regex` and `backref` properties. When a backreference is specified, the named or numbered
	* backreference is passed forward to the next regex or returned.
	*
	* @memberOf XRegExp
	* @param {String} str String to search.
	* @param {Array} chain Regexes that each search for matches within preceding results.
	* @returns {Array} Matches by the last regex in the chain, or an empty array.
	* @example
	*
	* // Basic usage; matches numbers within <b> tags
	* XRegExp.matchChain('1 <b>2</b> 3 <b>4 a 56</b>', [
	*   XRegExp('(?is)<b>.*?</b>'),
	*   /\d+/
	* ]);
	* // -> ['2', '4', '56']
	*
	* // Passing forward and returning specific backreferences
	* html = '<a href="http://xregexp.com/api/">XRegExp</a>\
	*         <a href="http://www.google.com/">Google</a>';
	* XRegExp.matchChain(html, [
	*   {regex: /<a href="([^"]+)">/i, backref: 1},
	*   {regex: XRegExp('(?i)^https?://(?<domain>[^/?#]+)'), backref: 'domain'}
	* ]);
	* // -> ['xregexp.com', 'www.google.com']
	*/
	XRegExp.matchChain = function(str, chain) {
		return function recurseChain(values, level) {
			var item = chain[level].regex ? chain[level] : { regex: chain[level] };
			var matches = [];
			function addMatch(match) {
				if (item.backref) {
					var ERR_UNDEFINED_GROUP = "Backreference to undefined group: ".concat(item.backref);
					var isNamedBackref = isNaN(item.backref);
					if (isNamedBackref && XRegExp.isInstalled("namespacing")) {
						if (!(item.backref in match.groups)) throw new ReferenceError(ERR_UNDEFINED_GROUP);
					} else if (!match.hasOwnProperty(item.backref)) throw new ReferenceError(ERR_UNDEFINED_GROUP);
					var backrefValue = isNamedBackref && XRegExp.isInstalled("namespacing") ? match.groups[item.backref] : match[item.backref];
					matches.push(backrefValue || "");
				} else matches.push(match[0]);
			}
			var _iterator3 = _createForOfIteratorHelper(values), _step3;
			try {
				for (_iterator3.s(); !(_step3 = _iterator3.n()).done;) {
					var value = _step3.value;
					(0, _forEach["default"])(XRegExp).call(XRegExp, value, item.regex, addMatch);
				}
			} catch (err) {
				_iterator3.e(err);
			} finally {
				_iterator3.f();
			}
			return level === chain.length - 1 || !matches.length ? matches : recurseChain(matches, level + 1);
		}([str], 0);
	};
	/**
	* Returns a new string with one or all matches of a pattern replaced. The pattern can be a string
	* or regex, and the replacement can be a string or a function to be called for each match. To
	* perform a global search and replace, use the optional `scope` argument or include flag g if using
	* a regex. Replacement strings can use `${n}` or `$<n>` for named and numbered backreferences.
	* Replacement functions can use named backreferences via `arguments[0].name`. Also fixes browser
	* bugs compared to the native `String.prototype.replace` and can be used reliably cross-browser.
	*
	* @memberOf XRegExp
	* @param {String} str String to search.
	* @param {RegExp|String} search Search pattern to be replaced.
	* @param {String|Function} replacement Replacement string or a function invoked to create it.
	*   Replacement strings can include special replacement syntax:
	*     - $$ - Inserts a literal $ character.
	*     - $&, $0 - Inserts the matched substring.
	*     - $` - Inserts the string that precedes the matched substring (left context).
	*     - $' - Inserts the string that follows the matched substring (right context).
	*     - $n, $nn - Where n/nn are digits referencing an existent capturing group, inserts
	*       backreference n/nn.
	*     - ${n}, $<n> - Where n is a name or any number of digits that reference an existent capturing
	*       group, inserts backreference n.
	*   Replacement functions are invoked with three or more arguments:
	*     - The matched substring (corresponds to $& above). Named backreferences are accessible as
	*       properties of this first argument.
	*     - 0..n arguments, one for each backreference (corresponding to $1, $2, etc. above).
	*     - The zero-based index of the match within the total search string.
	*     - The total string being searched.
	* @param {String} [scope='one'] Use 'one' to replace the first match only, or 'all'. If not
	*   explicitly specified and using a regex with flag g, `scope` is 'all'.
	* @returns {String} New string with one or all matches replaced.
	* @example
	*
	* // Regex search, using named backreferences in replacement string
	* const name = XRegExp('(?<first>\\w+) (?<last>\\w+)');
	* XRegExp.replace('John Smith', name, '$<last>, $<first>');
	* // -> 'Smith, John'
	*
	* // Regex search, using named backreferences in replacement function
	* XRegExp.replace('John Smith', name, (match) => `${match.last}, ${match.first}`);
	* // -> 'Smith, John'
	*
	* // String search, with replace-all
	* XRegExp.replace('RegExp builds RegExps', 'RegExp', 'XRegExp', 'all');
	* // -> 'XRegExp builds XRegExps'
	*/
	XRegExp.replace = function(str, search, replacement, scope) {
		var isRegex = XRegExp.isRegExp(search);
		var global = search.global && scope !== "one" || scope === "all";
		var cacheKey = (global ? "g" : "") + (search.sticky ? "y" : "") || "noGY";
		var s2 = search;
		if (isRegex) {
			search[REGEX_DATA] = search[REGEX_DATA] || {};
			s2 = search[REGEX_DATA][cacheKey] || (search[REGEX_DATA][cacheKey] = copyRegex(search, {
				addG: !!global,
				removeG: scope === "one",
				isInternalOnly: true
			}));
		} else if (global) s2 = new RegExp(XRegExp.escape(String(search)), "g");
		var result = fixed.replace.call(toObject(str), s2, replacement);
		if (isRegex && search.global) search.lastIndex = 0;
		return result;
	};
	/**
	* Performs batch processing of string replacements. Used like `XRegExp.replace`, but accepts an
	* array of replacement details. Later replacements operate on the output of earlier replacements.
	* Replacement details are accepted as an array with a regex or string to search for, the
	* replacement string or function, and an optional scope of 'one' or 'all'. Uses the XRegExp
	* replacement text syntax, which supports named backreference properties via `${name}` or
	* `$<name>`.
	*
	* @memberOf XRegExp
	* @param {String} str String to search.
	* @param {Array} replacements Array of replacement detail arrays.
	* @returns {String} New string with all replacements.
	* @example
	*
	* str = XRegExp.replaceEach(str, [
	*   [XRegExp('(?<name>a)'), 'z${name}'],
	*   [/b/gi, 'y'],
	*   [/c/g, 'x', 'one'], // scope 'one' overrides /g
	*   [/d/, 'w', 'all'],  // scope 'all' overrides lack of /g
	*   ['e', 'v', 'all'],  // scope 'all' allows replace-all for strings
	*   [/f/g, ($0) => $0.toUpperCase()]
	* ]);
	*/
	XRegExp.replaceEach = function(str, replacements) {
		var _iterator4 = _createForOfIteratorHelper(replacements), _step4;
		try {
			for (_iterator4.s(); !(_step4 = _iterator4.n()).done;) {
				var r = _step4.value;
				str = XRegExp.replace(str, r[0], r[1], r[2]);
			}
		} catch (err) {
			_iterator4.e(err);
		} finally {
			_iterator4.f();
		}
		return str;
	};
	/**
	* Splits a string into an array of strings using a regex or string separator. Matches of the
	* separator are not included in the result array. However, if `separator` is a regex that contains
	* capturing groups, backreferences are spliced into the result each time `separator` is matched.
	* Fixes browser bugs compared to the native `String.prototype.split` and can be used reliably
	* cross-browser.
	*
	* @memberOf XRegExp
	* @param {String} str String to split.
	* @param {RegExp|String} separator Regex or string to use for separating the string.
	* @param {Number} [limit] Maximum number of items to include in the result array.
	* @returns {Array} Array of substrings.
	* @example
	*
	* // Basic use
	* XRegExp.split('a b c', ' ');
	* // -> ['a', 'b', 'c']
	*
	* // With limit
	* XRegExp.split('a b c', ' ', 2);
	* // -> ['a', 'b']
	*
	* // Backreferences in result array
	* XRegExp.split('..word1..', /([a-z]+)(\d+)/i);
	* // -> ['..', 'word', '1', '..']
	*/
	XRegExp.split = function(str, separator, limit) {
		return fixed.split.call(toObject(str), separator, limit);
	};
	/**
	* Executes a regex search in a specified string. Returns `true` or `false`. Optional `pos` and
	* `sticky` arguments specify the search start position, and whether the match must start at the
	* specified position only. The `lastIndex` property of the provided regex is not used, but is
	* updated for compatibility. Also fixes browser bugs compared to the native
	* `RegExp.prototype.test` and can be used reliably cross-browser.
	*
	* @memberOf XRegExp
	* @param {String} str String to search.
	* @param {RegExp} regex Regex to search with.
	* @param {Number} [pos=0] Zero-based index at which to start the search.
	* @param {Boolean|String} [sticky=false] Whether the match must start at the specified position
	*   only. The string `'sticky'` is accepted as an alternative to `true`.
	* @returns {boolean} Whether the regex matched the provided value.
	* @example
	*
	* // Basic use
	* XRegExp.test('abc', /c/); // -> true
	*
	* // With pos and sticky
	* XRegExp.test('abc', /c/, 0, 'sticky'); // -> false
	* XRegExp.test('abc', /c/, 2, 'sticky'); // -> true
	*/
	XRegExp.test = function(str, regex, pos, sticky) {
		return !!XRegExp.exec(str, regex, pos, sticky);
	};
	/**
	* Uninstalls optional features according to the specified options. All optional features start out
	* uninstalled, so this is used to undo the actions of `XRegExp.install`.
	*
	* @memberOf XRegExp
	* @param {Object|String} options Options object or string.
	* @example
	*
	* // With an options object
	* XRegExp.uninstall({
	*   // Disables support for astral code points in Unicode addons
	*   astral: true,
	*
	*   // Don't add named capture groups to the `groups` property of matches
	*   namespacing: true
	* });
	*
	* // With an options string
	* XRegExp.uninstall('astral namespacing');
	*/
	XRegExp.uninstall = function(options) {
		options = prepareOptions(options);
		if (features.astral && options.astral) setAstral(false);
		if (features.namespacing && options.namespacing) setNamespacing(false);
	};
	/**
	* Returns an XRegExp object that is the union of the given patterns. Patterns can be provided as
	* regex objects or strings. Metacharacters are escaped in patterns provided as strings.
	* Backreferences in provided regex objects are automatically renumbered to work correctly within
	* the larger combined pattern. Native flags used by provided regexes are ignored in favor of the
	* `flags` argument.
	*
	* @memberOf XRegExp
	* @param {Array} patterns Regexes and strings to combine.
	* @param {String} [flags] Any combination of XRegExp flags.
	* @param {Object} [options] Options object with optional properties:
	*   - `conjunction` {String} Type of conjunction to use: 'or' (default) or 'none'.
	* @returns {RegExp} Union of the provided regexes and strings.
	* @example
	*
	* XRegExp.union(['a+b*c', /(dogs)\1/, /(cats)\1/], 'i');
	* // -> /a\+b\*c|(dogs)\1|(cats)\2/i
	*
	* XRegExp.union([/man/, /bear/, /pig/], 'i', {conjunction: 'none'});
	* // -> /manbearpig/i
	*/
	XRegExp.union = function(patterns, flags, options) {
		options = options || {};
		var conjunction = options.conjunction || "or";
		var numCaptures = 0;
		var numPriorCaptures;
		var captureNames;
		function rewrite(match, paren, backref) {
			var name = captureNames[numCaptures - numPriorCaptures];
			if (paren) {
				++numCaptures;
				if (name) return "(?<".concat(name, ">");
			} else if (backref) return "\\".concat(+backref + numPriorCaptures);
			return match;
		}
		if (!(isType(patterns, "Array") && patterns.length)) throw new TypeError("Must provide a nonempty array of patterns to merge");
		var parts = /(\()(?!\?)|\\([1-9]\d*)|\\[\s\S]|\[(?:[^\\\]]|\\[\s\S])*\]/g;
		var output = [];
		var _iterator5 = _createForOfIteratorHelper(patterns), _step5;
		try {
			for (_iterator5.s(); !(_step5 = _iterator5.n()).done;) {
				var pattern = _step5.value;
				if (XRegExp.isRegExp(pattern)) {
					numPriorCaptures = numCaptures;
					captureNames = pattern[REGEX_DATA] && pattern[REGEX_DATA].captureNames || [];
					output.push(nativ.replace.call(XRegExp(pattern.source).source, parts, rewrite));
				} else output.push(XRegExp.escape(pattern));
			}
		} catch (err) {
			_iterator5.e(err);
		} finally {
			_iterator5.f();
		}
		var separator = conjunction === "none" ? "" : "|";
		return XRegExp(output.join(separator), flags);
	};
	/**
	* Adds named capture support (with backreferences returned as `result.name`), and fixes browser
	* bugs in the native `RegExp.prototype.exec`. Use via `XRegExp.exec`.
	*
	* @memberOf RegExp
	* @param {String} str String to search.
	* @returns {Array} Match array with named backreference properties, or `null`.
	*/
	fixed.exec = function(str) {
		var origLastIndex = this.lastIndex;
		var match = nativ.exec.apply(this, arguments);
		if (match) {
			if (!correctExecNpcg && match.length > 1 && (0, _includes["default"])(match).call(match, "")) {
				var _context3;
				var r2 = copyRegex(this, {
					removeG: true,
					isInternalOnly: true
				});
				nativ.replace.call((0, _slice["default"])(_context3 = String(str)).call(_context3, match.index), r2, function() {
					var len = arguments.length;
					for (var i = 1; i < len - 2; ++i) if ((i < 0 || arguments.length <= i ? void 0 : arguments[i]) === void 0) match[i] = void 0;
				});
			}
			var groupsObject = match;
			if (XRegExp.isInstalled("namespacing")) {
				match.groups = (0, _create["default"])(null);
				groupsObject = match.groups;
			}
			if (this[REGEX_DATA] && this[REGEX_DATA].captureNames) for (var i = 1; i < match.length; ++i) {
				var name = this[REGEX_DATA].captureNames[i - 1];
				if (name) groupsObject[name] = match[i];
			}
			if (this.global && !match[0].length && this.lastIndex > match.index) this.lastIndex = match.index;
		}
		if (!this.global) this.lastIndex = origLastIndex;
		return match;
	};
	/**
	* Fixes browser bugs in the native `RegExp.prototype.test`.
	*
	* @memberOf RegExp
	* @param {String} str String to search.
	* @returns {boolean} Whether the regex matched the provided value.
	*/
	fixed.test = function(str) {
		return !!fixed.exec.call(this, str);
	};
	/**
	* Adds named capture support (with backreferences returned as `result.name`), and fixes browser
	* bugs in the native `String.prototype.match`.
	*
	* @memberOf String
	* @param {RegExp|*} regex Regex to search with. If not a regex object, it is passed to `RegExp`.
	* @returns {Array} If `regex` uses flag g, an array of match strings or `null`. Without flag g,
	*   the result of calling `regex.exec(this)`.
	*/
	fixed.match = function(regex) {
		if (!XRegExp.isRegExp(regex)) regex = new RegExp(regex);
		else if (regex.global) {
			var result = nativ.match.apply(this, arguments);
			regex.lastIndex = 0;
			return result;
		}
		return fixed.exec.call(regex, toObject(this));
	};
	/**
	* Adds support for `${n}` (or `$<n>`) tokens for named and numbered backreferences in replacement
	* text, and provides named backreferences to replacement functions as `arguments[0].name`. Also
	* fixes browser bugs in replacement text syntax when performing a replacement using a nonregex
	* search value, and the value of a replacement regex's `lastIndex` property during replacement
	* iterations and upon completion. Note that this doesn't support SpiderMonkey's proprietary third
	* (`flags`) argument. Use via `XRegExp.replace`.
	*
	* @memberOf String
	* @param {RegExp|String} search Search pattern to be replaced.
	* @param {String|Function} replacement Replacement string or a function invoked to create it.
	* @returns {string} New string with one or all matches replaced.
	*/
	fixed.replace = function(search, replacement) {
		var isRegex = XRegExp.isRegExp(search);
		var origLastIndex;
		var captureNames;
		var result;
		if (isRegex) {
			if (search[REGEX_DATA]) captureNames = search[REGEX_DATA].captureNames;
			origLastIndex = search.lastIndex;
		} else search += "";
		if (isType(replacement, "Function")) result = nativ.replace.call(String(this), search, function() {
			for (var _len = arguments.length, args = new Array(_len), _key = 0; _key < _len; _key++) args[_key] = arguments[_key];
			if (captureNames) {
				var groupsObject;
				if (XRegExp.isInstalled("namespacing")) {
					groupsObject = (0, _create["default"])(null);
					args.push(groupsObject);
				} else {
					args[0] = new String(args[0]);
					groupsObject = args[0];
				}
				for (var i = 0; i < captureNames.length; ++i) if (captureNames[i]) groupsObject[captureNames[i]] = args[i + 1];
			}
			return replacement.apply(void 0, args);
		});
		else result = nativ.replace.call(this == null ? this : String(this), search, function() {
			for (var _len2 = arguments.length, args = new Array(_len2), _key2 = 0; _key2 < _len2; _key2++) args[_key2] = arguments[_key2];
			return nativ.replace.call(String(replacement), replacementToken, replacer);
			function replacer($0, bracketed, angled, dollarToken) {
				bracketed = bracketed || angled;
				if (bracketed) {
					var n = +bracketed;
					if (n <= args.length - 3) return args[n] || "";
					n = captureNames ? (0, _indexOf["default"])(captureNames).call(captureNames, bracketed) : -1;
					if (n < 0) throw new SyntaxError("Backreference to undefined group ".concat($0));
					return args[n + 1] || "";
				}
				if (dollarToken === "$") return "$";
				if (dollarToken === "&" || +dollarToken === 0) return args[0];
				if (dollarToken === "`") {
					var _context4;
					return (0, _slice["default"])(_context4 = args[args.length - 1]).call(_context4, 0, args[args.length - 2]);
				}
				if (dollarToken === "'") {
					var _context5;
					return (0, _slice["default"])(_context5 = args[args.length - 1]).call(_context5, args[args.length - 2] + args[0].length);
				}
				dollarToken = +dollarToken;
				if (!isNaN(dollarToken)) {
					if (dollarToken > args.length - 3) throw new SyntaxError("Backreference to undefined group ".concat($0));
					return args[dollarToken] || "";
				}
				throw new SyntaxError("Invalid token ".concat($0));
			}
		});
		if (isRegex) {
			if (search.global) search.lastIndex = 0;
			else search.lastIndex = origLastIndex;
		}
		return result;
	};
	/**
	* Fixes browser bugs in the native `String.prototype.split`. Use via `XRegExp.split`.
	*
	* @memberOf String
	* @param {RegExp|String} separator Regex or string to use for separating the string.
	* @param {Number} [limit] Maximum number of items to include in the result array.
	* @returns {!Array} Array of substrings.
	*/
	fixed.split = function(separator, limit) {
		if (!XRegExp.isRegExp(separator)) return nativ.split.apply(this, arguments);
		var str = String(this);
		var output = [];
		var origLastIndex = separator.lastIndex;
		var lastLastIndex = 0;
		var lastLength;
		limit = (limit === void 0 ? -1 : limit) >>> 0;
		(0, _forEach["default"])(XRegExp).call(XRegExp, str, separator, function(match) {
			if (match.index + match[0].length > lastLastIndex) {
				output.push((0, _slice["default"])(str).call(str, lastLastIndex, match.index));
				if (match.length > 1 && match.index < str.length) Array.prototype.push.apply(output, (0, _slice["default"])(match).call(match, 1));
				lastLength = match[0].length;
				lastLastIndex = match.index + lastLength;
			}
		});
		if (lastLastIndex === str.length) {
			if (!nativ.test.call(separator, "") || lastLength) output.push("");
		} else output.push((0, _slice["default"])(str).call(str, lastLastIndex));
		separator.lastIndex = origLastIndex;
		return output.length > limit ? (0, _slice["default"])(output).call(output, 0, limit) : output;
	};
	XRegExp.addToken(/\\([ABCE-RTUVXYZaeg-mopqyz]|c(?![A-Za-z])|u(?![\dA-Fa-f]{4}|{[\dA-Fa-f]+})|x(?![\dA-Fa-f]{2}))/, function(match, scope) {
		if (match[1] === "B" && scope === defaultScope) return match[0];
		throw new SyntaxError("Invalid escape ".concat(match[0]));
	}, {
		scope: "all",
		leadChar: "\\"
	});
	XRegExp.addToken(/\\u{([\dA-Fa-f]+)}/, function(match, scope, flags) {
		var code = dec(match[1]);
		if (code > 1114111) throw new SyntaxError("Invalid Unicode code point ".concat(match[0]));
		if (code <= 65535) return "\\u".concat(pad4(hex(code)));
		if (hasNativeU && (0, _includes["default"])(flags).call(flags, "u")) return match[0];
		throw new SyntaxError("Cannot use Unicode code point above \\u{FFFF} without flag u");
	}, {
		scope: "all",
		leadChar: "\\"
	});
	XRegExp.addToken(/\[(\^?)\]/, function(match) {
		return match[1] ? "[\\s\\S]" : "\\b\\B";
	}, { leadChar: "[" });
	XRegExp.addToken(/\(\?#[^)]*\)/, getContextualTokenSeparator, { leadChar: "(" });
	XRegExp.addToken(/\s+|#[^\n]*\n?/, getContextualTokenSeparator, { flag: "x" });
	XRegExp.addToken(/\./, function() {
		return "[\\s\\S]";
	}, {
		flag: "s",
		leadChar: "."
	});
	XRegExp.addToken(/\\k<([\w$]+)>/, function(match) {
		var _context6, _context7;
		var index = isNaN(match[1]) ? (0, _indexOf["default"])(_context6 = this.captureNames).call(_context6, match[1]) + 1 : +match[1];
		var endIndex = match.index + match[0].length;
		if (!index || index > this.captureNames.length) throw new SyntaxError("Backreference to undefined group ".concat(match[0]));
		return (0, _concat["default"])(_context7 = "\\".concat(index)).call(_context7, endIndex === match.input.length || isNaN(match.input[endIndex]) ? "" : "(?:)");
	}, { leadChar: "\\" });
	XRegExp.addToken(/\\(\d+)/, function(match, scope) {
		if (!(scope === defaultScope && /^[1-9]/.test(match[1]) && +match[1] <= this.captureNames.length) && match[1] !== "0") throw new SyntaxError("Cannot use octal escape or backreference to undefined group ".concat(match[0]));
		return match[0];
	}, {
		scope: "all",
		leadChar: "\\"
	});
	XRegExp.addToken(/\(\?P?<([\w$]+)>/, function(match) {
		var _context8;
		if (!isNaN(match[1])) throw new SyntaxError("Cannot use integer as capture name ".concat(match[0]));
		if (!XRegExp.isInstalled("namespacing") && (match[1] === "length" || match[1] === "__proto__")) throw new SyntaxError("Cannot use reserved word as capture name ".concat(match[0]));
		if ((0, _includes["default"])(_context8 = this.captureNames).call(_context8, match[1])) throw new SyntaxError("Cannot use same name for multiple groups ".concat(match[0]));
		this.captureNames.push(match[1]);
		this.hasNamedCapture = true;
		return "(";
	}, { leadChar: "(" });
	XRegExp.addToken(/\((?!\?)/, function(match, scope, flags) {
		if ((0, _includes["default"])(flags).call(flags, "n")) return "(?:";
		this.captureNames.push(null);
		return "(";
	}, {
		optionalFlags: "n",
		leadChar: "("
	});
	exports["default"] = XRegExp;
	module.exports = exports.default;
}));
// node_modules/core-js-pure/modules/es.array.map.js
var require_es_array_map = /* @__PURE__ */ __commonJSMin((() => {
	var $ = require_export();
	var $map = require_array_iteration().map;
	$({
		target: "Array",
		proto: true,
		forced: !require_array_method_has_species_support()("map")
	}, { map: function map(callbackfn) {
		return $map(this, callbackfn, arguments.length > 1 ? arguments[1] : void 0);
	} });
}));
// node_modules/core-js-pure/es/array/virtual/map.js
var require_map$3 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	require_es_array_map();
	module.exports = require_get_built_in_prototype_method()("Array", "map");
}));
// node_modules/core-js-pure/es/instance/map.js
var require_map$2 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var isPrototypeOf = require_object_is_prototype_of();
	var method = require_map$3();
	var ArrayPrototype = Array.prototype;
	module.exports = function(it) {
		var own = it.map;
		return it === ArrayPrototype || isPrototypeOf(ArrayPrototype, it) && own === ArrayPrototype.map ? method : own;
	};
}));
// node_modules/core-js-pure/stable/instance/map.js
var require_map$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_map$2();
}));
// node_modules/@babel/runtime-corejs3/core-js-stable/instance/map.js
var require_map = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_map$1();
}));
// node_modules/core-js-pure/internals/array-reduce.js
var require_array_reduce = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var aCallable = require_a_callable();
	var toObject = require_to_object();
	var IndexedObject = require_indexed_object();
	var lengthOfArrayLike = require_length_of_array_like();
	var $TypeError = TypeError;
	var REDUCE_EMPTY = "Reduce of empty array with no initial value";
	var createMethod = function(IS_RIGHT) {
		return function(that, callbackfn, argumentsLength, memo) {
			var O = toObject(that);
			var self = IndexedObject(O);
			var length = lengthOfArrayLike(O);
			aCallable(callbackfn);
			if (length === 0 && argumentsLength < 2) throw new $TypeError(REDUCE_EMPTY);
			var index = IS_RIGHT ? length - 1 : 0;
			var i = IS_RIGHT ? -1 : 1;
			if (argumentsLength < 2) while (true) {
				if (index in self) {
					memo = self[index];
					index += i;
					break;
				}
				index += i;
				if (IS_RIGHT ? index < 0 : length <= index) throw new $TypeError(REDUCE_EMPTY);
			}
			for (; IS_RIGHT ? index >= 0 : length > index; index += i) if (index in self) memo = callbackfn(memo, self[index], index, O);
			return memo;
		};
	};
	module.exports = {
		left: createMethod(false),
		right: createMethod(true)
	};
}));
// node_modules/core-js-pure/internals/environment.js
var require_environment = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var globalThis = require_global_this();
	var userAgent = require_environment_user_agent();
	var classof = require_classof_raw();
	var userAgentStartsWith = function(string) {
		return userAgent.slice(0, string.length) === string;
	};
	module.exports = (function() {
		if (userAgentStartsWith("Bun/")) return "BUN";
		if (userAgentStartsWith("Cloudflare-Workers")) return "CLOUDFLARE";
		if (userAgentStartsWith("Deno/")) return "DENO";
		if (userAgentStartsWith("Node.js/")) return "NODE";
		if (globalThis.Bun && typeof Bun.version == "string") return "BUN";
		if (globalThis.Deno && typeof Deno.version == "object") return "DENO";
		if (classof(globalThis.process) === "process") return "NODE";
		if (globalThis.window && globalThis.document) return "BROWSER";
		return "REST";
	})();
}));
// node_modules/core-js-pure/internals/environment-is-node.js
var require_environment_is_node = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_environment() === "NODE";
}));
// node_modules/core-js-pure/modules/es.array.reduce.js
var require_es_array_reduce = /* @__PURE__ */ __commonJSMin((() => {
	var $ = require_export();
	var $reduce = require_array_reduce().left;
	var arrayMethodIsStrict = require_array_method_is_strict();
	var CHROME_VERSION = require_environment_v8_version();
	$({
		target: "Array",
		proto: true,
		forced: !require_environment_is_node() && CHROME_VERSION > 79 && CHROME_VERSION < 83 || !arrayMethodIsStrict("reduce")
	}, { reduce: function reduce(callbackfn) {
		var length = arguments.length;
		return $reduce(this, callbackfn, length, length > 1 ? arguments[1] : void 0);
	} });
}));
// node_modules/core-js-pure/es/array/virtual/reduce.js
var require_reduce$3 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	require_es_array_reduce();
	module.exports = require_get_built_in_prototype_method()("Array", "reduce");
}));
// node_modules/core-js-pure/es/instance/reduce.js
var require_reduce$2 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var isPrototypeOf = require_object_is_prototype_of();
	var method = require_reduce$3();
	var ArrayPrototype = Array.prototype;
	module.exports = function(it) {
		var own = it.reduce;
		return it === ArrayPrototype || isPrototypeOf(ArrayPrototype, it) && own === ArrayPrototype.reduce ? method : own;
	};
}));
// node_modules/core-js-pure/stable/instance/reduce.js
var require_reduce$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_reduce$2();
}));
// node_modules/@babel/runtime-corejs3/core-js-stable/instance/reduce.js
var require_reduce = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_reduce$1();
}));
// node_modules/xregexp/lib/addons/build.js
var require_build = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var _interopRequireDefault = require_interopRequireDefault();
	require_define_property()(exports, "__esModule", { value: true });
	exports["default"] = void 0;
	var _concat = _interopRequireDefault(require_concat());
	var _includes = _interopRequireDefault(require_includes());
	var _map = _interopRequireDefault(require_map());
	var _reduce = _interopRequireDefault(require_reduce());
	/*!
	* XRegExp.build 4.4.1
	* <xregexp.com>
	* Steven Levithan (c) 2012-present MIT License
	*/
	exports["default"] = function _default(XRegExp) {
		var REGEX_DATA = "xregexp";
		var subParts = /(\()(?!\?)|\\([1-9]\d*)|\\[\s\S]|\[(?:[^\\\]]|\\[\s\S])*\]/g;
		var parts = XRegExp.union([/\({{([\w$]+)}}\)|{{([\w$]+)}}/, subParts], "g", { conjunction: "or" });
		/**
		* Strips a leading `^` and trailing unescaped `$`, if both are present.
		*
		* @private
		* @param {String} pattern Pattern to process.
		* @returns {String} Pattern with edge anchors removed.
		*/
		function deanchor(pattern) {
			var leadingAnchor = /^(?:\(\?:\))*\^/;
			var trailingAnchor = /\$(?:\(\?:\))*$/;
			if (leadingAnchor.test(pattern) && trailingAnchor.test(pattern) && trailingAnchor.test(pattern.replace(/\\[\s\S]/g, ""))) return pattern.replace(leadingAnchor, "").replace(trailingAnchor, "");
			return pattern;
		}
		/**
		* Converts the provided value to an XRegExp. Native RegExp flags are not preserved.
		*
		* @private
		* @param {String|RegExp} value Value to convert.
		* @param {Boolean} [addFlagX] Whether to apply the `x` flag in cases when `value` is not
		*   already a regex generated by XRegExp
		* @returns {RegExp} XRegExp object with XRegExp syntax applied.
		*/
		function asXRegExp(value, addFlagX) {
			var flags = addFlagX ? "x" : "";
			return XRegExp.isRegExp(value) ? value[REGEX_DATA] && value[REGEX_DATA].captureNames ? value : XRegExp(value.source, flags) : XRegExp(value, flags);
		}
		function interpolate(substitution) {
			return substitution instanceof RegExp ? substitution : XRegExp.escape(substitution);
		}
		function reduceToSubpatternsObject(subpatterns, interpolated, subpatternIndex) {
			subpatterns["subpattern".concat(subpatternIndex)] = interpolated;
			return subpatterns;
		}
		function embedSubpatternAfter(raw, subpatternIndex, rawLiterals) {
			return raw + (subpatternIndex < rawLiterals.length - 1 ? "{{subpattern".concat(subpatternIndex, "}}") : "");
		}
		/**
		* Provides tagged template literals that create regexes with XRegExp syntax and flags. The
		* provided pattern is handled as a raw string, so backslashes don't need to be escaped.
		*
		* Interpolation of strings and regexes shares the features of `XRegExp.build`. Interpolated
		* patterns are treated as atomic units when quantified, interpolated strings have their special
		* characters escaped, a leading `^` and trailing unescaped `$` are stripped from interpolated
		* regexes if both are present, and any backreferences within an interpolated regex are
		* rewritten to work within the overall pattern.
		*
		* @memberOf XRegExp
		* @param {String} [flags] Any combination of XRegExp flags.
		* @returns {Function} Handler for template literals that construct regexes with XRegExp syntax.
		* @example
		*
		* const h12 = /1[0-2]|0?[1-9]/;
		* const h24 = /2[0-3]|[01][0-9]/;
		* const hours = XRegExp.tag('x')`${h12} : | ${h24}`;
		* const minutes = /^[0-5][0-9]$/;
		* // Note that explicitly naming the 'minutes' group is required for named backreferences
		* const time = XRegExp.tag('x')`^ ${hours} (?<minutes>${minutes}) $`;
		* time.test('10:59'); // -> true
		* XRegExp.exec('10:59', time).minutes; // -> '59'
		*/
		XRegExp.tag = function(flags) {
			return function(literals) {
				var _context, _context2;
				for (var _len = arguments.length, substitutions = new Array(_len > 1 ? _len - 1 : 0), _key = 1; _key < _len; _key++) substitutions[_key - 1] = arguments[_key];
				var subpatterns = (0, _reduce["default"])(_context = (0, _map["default"])(substitutions).call(substitutions, interpolate)).call(_context, reduceToSubpatternsObject, {});
				var pattern = (0, _map["default"])(_context2 = literals.raw).call(_context2, embedSubpatternAfter).join("");
				return XRegExp.build(pattern, subpatterns, flags);
			};
		};
		/**
		* Builds regexes using named subpatterns, for readability and pattern reuse. Backreferences in
		* the outer pattern and provided subpatterns are automatically renumbered to work correctly.
		* Native flags used by provided subpatterns are ignored in favor of the `flags` argument.
		*
		* @memberOf XRegExp
		* @param {String} pattern XRegExp pattern using `{{name}}` for embedded subpatterns. Allows
		*   `({{name}})` as shorthand for `(?<name>{{name}})`. Patterns cannot be embedded within
		*   character classes.
		* @param {Object} subs Lookup object for named subpatterns. Values can be strings or regexes. A
		*   leading `^` and trailing unescaped `$` are stripped from subpatterns, if both are present.
		* @param {String} [flags] Any combination of XRegExp flags.
		* @returns {RegExp} Regex with interpolated subpatterns.
		* @example
		*
		* const time = XRegExp.build('(?x)^ {{hours}} ({{minutes}}) $', {
		*   hours: XRegExp.build('{{h12}} : | {{h24}}', {
		*     h12: /1[0-2]|0?[1-9]/,
		*     h24: /2[0-3]|[01][0-9]/
		*   }, 'x'),
		*   minutes: /^[0-5][0-9]$/
		* });
		* time.test('10:59'); // -> true
		* XRegExp.exec('10:59', time).minutes; // -> '59'
		*/
		XRegExp.build = function(pattern, subs, flags) {
			flags = flags || "";
			var addFlagX = (0, _includes["default"])(flags).call(flags, "x");
			var inlineFlags = /^\(\?([\w$]+)\)/.exec(pattern);
			if (inlineFlags) flags = XRegExp._clipDuplicates(flags + inlineFlags[1]);
			var data = {};
			for (var p in subs) if (subs.hasOwnProperty(p)) {
				var sub = asXRegExp(subs[p], addFlagX);
				data[p] = {
					pattern: deanchor(sub.source),
					names: sub[REGEX_DATA].captureNames || []
				};
			}
			var patternAsRegex = asXRegExp(pattern, addFlagX);
			var numCaps = 0;
			var numPriorCaps;
			var numOuterCaps = 0;
			var outerCapsMap = [0];
			var outerCapNames = patternAsRegex[REGEX_DATA].captureNames || [];
			return XRegExp(patternAsRegex.source.replace(parts, function($0, $1, $2, $3, $4) {
				var subName = $1 || $2;
				var capName;
				var intro;
				var localCapIndex;
				if (subName) {
					var _context3;
					if (!data.hasOwnProperty(subName)) throw new ReferenceError("Undefined property ".concat($0));
					if ($1) {
						capName = outerCapNames[numOuterCaps];
						outerCapsMap[++numOuterCaps] = ++numCaps;
						intro = "(?<".concat(capName || subName, ">");
					} else intro = "(?:";
					numPriorCaps = numCaps;
					var rewrittenSubpattern = data[subName].pattern.replace(subParts, function(match, paren, backref) {
						if (paren) {
							capName = data[subName].names[numCaps - numPriorCaps];
							++numCaps;
							if (capName) return "(?<".concat(capName, ">");
						} else if (backref) {
							localCapIndex = +backref - 1;
							return data[subName].names[localCapIndex] ? "\\k<".concat(data[subName].names[localCapIndex], ">") : "\\".concat(+backref + numPriorCaps);
						}
						return match;
					});
					return (0, _concat["default"])(_context3 = "".concat(intro)).call(_context3, rewrittenSubpattern, ")");
				}
				if ($3) {
					capName = outerCapNames[numOuterCaps];
					outerCapsMap[++numOuterCaps] = ++numCaps;
					if (capName) return "(?<".concat(capName, ">");
				} else if ($4) {
					localCapIndex = +$4 - 1;
					return outerCapNames[localCapIndex] ? "\\k<".concat(outerCapNames[localCapIndex], ">") : "\\".concat(outerCapsMap[+$4]);
				}
				return $0;
			}), flags);
		};
	};
	module.exports = exports.default;
}));
// node_modules/xregexp/lib/addons/matchrecursive.js
var require_matchrecursive = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var _interopRequireDefault = require_interopRequireDefault();
	require_define_property()(exports, "__esModule", { value: true });
	exports["default"] = void 0;
	var _slice = _interopRequireDefault(require_slice());
	var _concat = _interopRequireDefault(require_concat());
	var _includes = _interopRequireDefault(require_includes());
	/*!
	* XRegExp.matchRecursive 4.4.1
	* <xregexp.com>
	* Steven Levithan (c) 2009-present MIT License
	*/
	exports["default"] = function _default(XRegExp) {
		/**
		* Returns a match detail object composed of the provided values.
		*
		* @private
		*/
		function row(name, value, start, end) {
			return {
				name,
				value,
				start,
				end
			};
		}
		/**
		* Returns an array of match strings between outermost left and right delimiters, or an array of
		* objects with detailed match parts and position data. An error is thrown if delimiters are
		* unbalanced within the data.
		*
		* @memberOf XRegExp
		* @param {String} str String to search.
		* @param {String} left Left delimiter as an XRegExp pattern.
		* @param {String} right Right delimiter as an XRegExp pattern.
		* @param {String} [flags] Any native or XRegExp flags, used for the left and right delimiters.
		* @param {Object} [options] Lets you specify `valueNames` and `escapeChar` options.
		* @returns {!Array} Array of matches, or an empty array.
		* @example
		*
		* // Basic usage
		* let str = '(t((e))s)t()(ing)';
		* XRegExp.matchRecursive(str, '\\(', '\\)', 'g');
		* // -> ['t((e))s', '', 'ing']
		*
		* // Extended information mode with valueNames
		* str = 'Here is <div> <div>an</div></div> example';
		* XRegExp.matchRecursive(str, '<div\\s*>', '</div>', 'gi', {
		*   valueNames: ['between', 'left', 'match', 'right']
		* });
		* // -> [
		* // {name: 'between', value: 'Here is ',       start: 0,  end: 8},
		* // {name: 'left',    value: '<div>',          start: 8,  end: 13},
		* // {name: 'match',   value: ' <div>an</div>', start: 13, end: 27},
		* // {name: 'right',   value: '</div>',         start: 27, end: 33},
		* // {name: 'between', value: ' example',       start: 33, end: 41}
		* // ]
		*
		* // Omitting unneeded parts with null valueNames, and using escapeChar
		* str = '...{1}.\\{{function(x,y){return {y:x}}}';
		* XRegExp.matchRecursive(str, '{', '}', 'g', {
		*   valueNames: ['literal', null, 'value', null],
		*   escapeChar: '\\'
		* });
		* // -> [
		* // {name: 'literal', value: '...',  start: 0, end: 3},
		* // {name: 'value',   value: '1',    start: 4, end: 5},
		* // {name: 'literal', value: '.\\{', start: 6, end: 9},
		* // {name: 'value',   value: 'function(x,y){return {y:x}}', start: 10, end: 37}
		* // ]
		*
		* // Sticky mode via flag y
		* str = '<1><<<2>>><3>4<5>';
		* XRegExp.matchRecursive(str, '<', '>', 'gy');
		* // -> ['1', '<<2>>', '3']
		*/
		XRegExp.matchRecursive = function(str, left, right, flags, options) {
			flags = flags || "";
			options = options || {};
			var global = (0, _includes["default"])(flags).call(flags, "g");
			var sticky = (0, _includes["default"])(flags).call(flags, "y");
			var basicFlags = flags.replace(/y/g, "");
			var escapeChar = options.escapeChar;
			var vN = options.valueNames;
			var output = [];
			var openTokens = 0;
			var delimStart = 0;
			var delimEnd = 0;
			var lastOuterEnd = 0;
			var outerStart;
			var innerStart;
			var leftMatch;
			var rightMatch;
			var esc;
			left = XRegExp(left, basicFlags);
			right = XRegExp(right, basicFlags);
			if (escapeChar) {
				var _context, _context2;
				if (escapeChar.length > 1) throw new Error("Cannot use more than one escape character");
				escapeChar = XRegExp.escape(escapeChar);
				esc = new RegExp((0, _concat["default"])(_context = (0, _concat["default"])(_context2 = "(?:".concat(escapeChar, "[\\S\\s]|(?:(?!")).call(_context2, XRegExp.union([left, right], "", { conjunction: "or" }).source, ")[^")).call(_context, escapeChar, "])+)+"), flags.replace(/[^imu]+/g, ""));
			}
			while (true) {
				if (escapeChar) delimEnd += (XRegExp.exec(str, esc, delimEnd, "sticky") || [""])[0].length;
				leftMatch = XRegExp.exec(str, left, delimEnd);
				rightMatch = XRegExp.exec(str, right, delimEnd);
				if (leftMatch && rightMatch) {
					if (leftMatch.index <= rightMatch.index) rightMatch = null;
					else leftMatch = null;
				}
				if (leftMatch || rightMatch) {
					delimStart = (leftMatch || rightMatch).index;
					delimEnd = delimStart + (leftMatch || rightMatch)[0].length;
				} else if (!openTokens) break;
				if (sticky && !openTokens && delimStart > lastOuterEnd) break;
				if (leftMatch) {
					if (!openTokens) {
						outerStart = delimStart;
						innerStart = delimEnd;
					}
					++openTokens;
				} else if (rightMatch && openTokens) {
					if (!--openTokens) {
						if (vN) {
							if (vN[0] && outerStart > lastOuterEnd) output.push(row(vN[0], (0, _slice["default"])(str).call(str, lastOuterEnd, outerStart), lastOuterEnd, outerStart));
							if (vN[1]) output.push(row(vN[1], (0, _slice["default"])(str).call(str, outerStart, innerStart), outerStart, innerStart));
							if (vN[2]) output.push(row(vN[2], (0, _slice["default"])(str).call(str, innerStart, delimStart), innerStart, delimStart));
							if (vN[3]) output.push(row(vN[3], (0, _slice["default"])(str).call(str, delimStart, delimEnd), delimStart, delimEnd));
						} else output.push((0, _slice["default"])(str).call(str, innerStart, delimStart));
						lastOuterEnd = delimEnd;
						if (!global) break;
					}
				} else throw new Error("Unbalanced delimiter found in string");
				if (delimStart === delimEnd) ++delimEnd;
			}
			if (global && !sticky && vN && vN[0] && str.length > lastOuterEnd) output.push(row(vN[0], (0, _slice["default"])(str).call(str, lastOuterEnd), lastOuterEnd, str.length));
			return output;
		};
	};
	module.exports = exports.default;
}));
// node_modules/xregexp/lib/addons/unicode-base.js
var require_unicode_base = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var _interopRequireDefault = require_interopRequireDefault();
	require_define_property()(exports, "__esModule", { value: true });
	exports["default"] = void 0;
	var _getIterator2 = _interopRequireDefault(require_get_iterator());
	var _isArray = _interopRequireDefault(require_is_array$3());
	var _getIteratorMethod2 = _interopRequireDefault(require_get_iterator_method());
	var _symbol = _interopRequireDefault(require_symbol$3());
	var _from = _interopRequireDefault(require_from$3());
	var _slice = _interopRequireDefault(require_slice());
	var _includes = _interopRequireDefault(require_includes());
	var _concat = _interopRequireDefault(require_concat());
	var _forEach = _interopRequireDefault(require_for_each());
	function _createForOfIteratorHelper(o, allowArrayLike) {
		var it;
		if (typeof _symbol["default"] === "undefined" || (0, _getIteratorMethod2["default"])(o) == null) {
			if ((0, _isArray["default"])(o) || (it = _unsupportedIterableToArray(o)) || allowArrayLike && o && typeof o.length === "number") {
				if (it) o = it;
				var i = 0;
				var F = function F() {};
				return {
					s: F,
					n: function n() {
						if (i >= o.length) return { done: true };
						return {
							done: false,
							value: o[i++]
						};
					},
					e: function e(_e) {
						throw _e;
					},
					f: F
				};
			}
			throw new TypeError("Invalid attempt to iterate non-iterable instance.\nIn order to be iterable, non-array objects must have a [Symbol.iterator]() method.");
		}
		var normalCompletion = true, didErr = false, err;
		return {
			s: function s() {
				it = (0, _getIterator2["default"])(o);
			},
			n: function n() {
				var step = it.next();
				normalCompletion = step.done;
				return step;
			},
			e: function e(_e2) {
				didErr = true;
				err = _e2;
			},
			f: function f() {
				try {
					if (!normalCompletion && it["return"] != null) it["return"]();
				} finally {
					if (didErr) throw err;
				}
			}
		};
	}
	function _unsupportedIterableToArray(o, minLen) {
		var _context4;
		if (!o) return;
		if (typeof o === "string") return _arrayLikeToArray(o, minLen);
		var n = (0, _slice["default"])(_context4 = Object.prototype.toString.call(o)).call(_context4, 8, -1);
		if (n === "Object" && o.constructor) n = o.constructor.name;
		if (n === "Map" || n === "Set") return (0, _from["default"])(o);
		if (n === "Arguments" || /^(?:Ui|I)nt(?:8|16|32)(?:Clamped)?Array$/.test(n)) return _arrayLikeToArray(o, minLen);
	}
	function _arrayLikeToArray(arr, len) {
		if (len == null || len > arr.length) len = arr.length;
		for (var i = 0, arr2 = new Array(len); i < len; i++) arr2[i] = arr[i];
		return arr2;
	}
	/*!
	* XRegExp Unicode Base 4.4.1
	* <xregexp.com>
	* Steven Levithan (c) 2008-present MIT License
	*/
	exports["default"] = function _default(XRegExp) {
		/**
		* Adds base support for Unicode matching:
		* - Adds syntax `\p{..}` for matching Unicode tokens. Tokens can be inverted using `\P{..}` or
		*   `\p{^..}`. Token names ignore case, spaces, hyphens, and underscores. You can omit the
		*   braces for token names that are a single letter (e.g. `\pL` or `PL`).
		* - Adds flag A (astral), which enables 21-bit Unicode support.
		* - Adds the `XRegExp.addUnicodeData` method used by other addons to provide character data.
		*
		* Unicode Base relies on externally provided Unicode character data. Official addons are
		* available to provide data for Unicode categories, scripts, blocks, and properties.
		*
		* @requires XRegExp
		*/
		var unicode = {};
		var dec = XRegExp._dec;
		var hex = XRegExp._hex;
		var pad4 = XRegExp._pad4;
		function normalize(name) {
			return name.replace(/[- _]+/g, "").toLowerCase();
		}
		function charCode(chr) {
			var esc = /^\\[xu](.+)/.exec(chr);
			return esc ? dec(esc[1]) : chr.charCodeAt(chr[0] === "\\" ? 1 : 0);
		}
		function invertBmp(range) {
			var output = "";
			var lastEnd = -1;
			(0, _forEach["default"])(XRegExp).call(XRegExp, range, /(\\x..|\\u....|\\?[\s\S])(?:-(\\x..|\\u....|\\?[\s\S]))?/, function(m) {
				var start = charCode(m[1]);
				if (start > lastEnd + 1) {
					output += "\\u".concat(pad4(hex(lastEnd + 1)));
					if (start > lastEnd + 2) output += "-\\u".concat(pad4(hex(start - 1)));
				}
				lastEnd = charCode(m[2] || m[1]);
			});
			if (lastEnd < 65535) {
				output += "\\u".concat(pad4(hex(lastEnd + 1)));
				if (lastEnd < 65534) output += "-\\uFFFF";
			}
			return output;
		}
		function cacheInvertedBmp(slug) {
			var prop = "b!";
			return unicode[slug][prop] || (unicode[slug][prop] = invertBmp(unicode[slug].bmp));
		}
		function buildAstral(slug, isNegated) {
			var item = unicode[slug];
			var combined = "";
			if (item.bmp && !item.isBmpLast) {
				var _context;
				combined = (0, _concat["default"])(_context = "[".concat(item.bmp, "]")).call(_context, item.astral ? "|" : "");
			}
			if (item.astral) combined += item.astral;
			if (item.isBmpLast && item.bmp) {
				var _context2;
				combined += (0, _concat["default"])(_context2 = "".concat(item.astral ? "|" : "", "[")).call(_context2, item.bmp, "]");
			}
			return isNegated ? "(?:(?!".concat(combined, ")(?:[\ud800-\udbff][\udc00-\udfff]|[\0-￿]))") : "(?:".concat(combined, ")");
		}
		function cacheAstral(slug, isNegated) {
			var prop = isNegated ? "a!" : "a=";
			return unicode[slug][prop] || (unicode[slug][prop] = buildAstral(slug, isNegated));
		}
		XRegExp.addToken(/\\([pP])(?:{(\^?)([^}]*)}|([A-Za-z]))/, function(match, scope, flags) {
			var ERR_DOUBLE_NEG = "Invalid double negation ";
			var ERR_UNKNOWN_NAME = "Unknown Unicode token ";
			var ERR_UNKNOWN_REF = "Unicode token missing data ";
			var ERR_ASTRAL_ONLY = "Astral mode required for Unicode token ";
			var ERR_ASTRAL_IN_CLASS = "Astral mode does not support Unicode tokens within character classes";
			var isNegated = match[1] === "P" || !!match[2];
			var isAstralMode = (0, _includes["default"])(flags).call(flags, "A");
			var slug = normalize(match[4] || match[3]);
			var item = unicode[slug];
			if (match[1] === "P" && match[2]) throw new SyntaxError(ERR_DOUBLE_NEG + match[0]);
			if (!unicode.hasOwnProperty(slug)) throw new SyntaxError(ERR_UNKNOWN_NAME + match[0]);
			if (item.inverseOf) {
				slug = normalize(item.inverseOf);
				if (!unicode.hasOwnProperty(slug)) {
					var _context3;
					throw new ReferenceError((0, _concat["default"])(_context3 = "".concat(ERR_UNKNOWN_REF + match[0], " -> ")).call(_context3, item.inverseOf));
				}
				item = unicode[slug];
				isNegated = !isNegated;
			}
			if (!(item.bmp || isAstralMode)) throw new SyntaxError(ERR_ASTRAL_ONLY + match[0]);
			if (isAstralMode) {
				if (scope === "class") throw new SyntaxError(ERR_ASTRAL_IN_CLASS);
				return cacheAstral(slug, isNegated);
			}
			return scope === "class" ? isNegated ? cacheInvertedBmp(slug) : item.bmp : "".concat((isNegated ? "[^" : "[") + item.bmp, "]");
		}, {
			scope: "all",
			optionalFlags: "A",
			leadChar: "\\"
		});
		/**
		* Adds to the list of Unicode tokens that XRegExp regexes can match via `\p` or `\P`.
		*
		* @memberOf XRegExp
		* @param {Array} data Objects with named character ranges. Each object may have properties
		*   `name`, `alias`, `isBmpLast`, `inverseOf`, `bmp`, and `astral`. All but `name` are
		*   optional, although one of `bmp` or `astral` is required (unless `inverseOf` is set). If
		*   `astral` is absent, the `bmp` data is used for BMP and astral modes. If `bmp` is absent,
		*   the name errors in BMP mode but works in astral mode. If both `bmp` and `astral` are
		*   provided, the `bmp` data only is used in BMP mode, and the combination of `bmp` and
		*   `astral` data is used in astral mode. `isBmpLast` is needed when a token matches orphan
		*   high surrogates *and* uses surrogate pairs to match astral code points. The `bmp` and
		*   `astral` data should be a combination of literal characters and `\xHH` or `\uHHHH` escape
		*   sequences, with hyphens to create ranges. Any regex metacharacters in the data should be
		*   escaped, apart from range-creating hyphens. The `astral` data can additionally use
		*   character classes and alternation, and should use surrogate pairs to represent astral code
		*   points. `inverseOf` can be used to avoid duplicating character data if a Unicode token is
		*   defined as the exact inverse of another token.
		* @example
		*
		* // Basic use
		* XRegExp.addUnicodeData([{
		*   name: 'XDigit',
		*   alias: 'Hexadecimal',
		*   bmp: '0-9A-Fa-f'
		* }]);
		* XRegExp('\\p{XDigit}:\\p{Hexadecimal}+').test('0:3D'); // -> true
		*/
		XRegExp.addUnicodeData = function(data) {
			var ERR_NO_NAME = "Unicode token requires name";
			var ERR_NO_DATA = "Unicode token has no character data ";
			var _iterator = _createForOfIteratorHelper(data), _step;
			try {
				for (_iterator.s(); !(_step = _iterator.n()).done;) {
					var item = _step.value;
					if (!item.name) throw new Error(ERR_NO_NAME);
					if (!(item.inverseOf || item.bmp || item.astral)) throw new Error(ERR_NO_DATA + item.name);
					unicode[normalize(item.name)] = item;
					if (item.alias) unicode[normalize(item.alias)] = item;
				}
			} catch (err) {
				_iterator.e(err);
			} finally {
				_iterator.f();
			}
			XRegExp.cache.flush("patterns");
		};
		/**
		* @ignore
		*
		* Return a reference to the internal Unicode definition structure for the given Unicode
		* Property if the given name is a legal Unicode Property for use in XRegExp `\p` or `\P` regex
		* constructs.
		*
		* @memberOf XRegExp
		* @param {String} name Name by which the Unicode Property may be recognized (case-insensitive),
		*   e.g. `'N'` or `'Number'`. The given name is matched against all registered Unicode
		*   Properties and Property Aliases.
		* @returns {Object} Reference to definition structure when the name matches a Unicode Property.
		*
		* @note
		* For more info on Unicode Properties, see also http://unicode.org/reports/tr18/#Categories.
		*
		* @note
		* This method is *not* part of the officially documented API and may change or be removed in
		* the future. It is meant for userland code that wishes to reuse the (large) internal Unicode
		* structures set up by XRegExp.
		*/
		XRegExp._getUnicodeProperty = function(name) {
			return unicode[normalize(name)];
		};
	};
	module.exports = exports.default;
}));
// node_modules/xregexp/tools/output/blocks.js
var require_blocks = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = [
		{
			"name": "InAdlam",
			"astral": "\ud83a[\udd00-\udd5f]"
		},
		{
			"name": "InAegean_Numbers",
			"astral": "\ud800[\udd00-\udd3f]"
		},
		{
			"name": "InAhom",
			"astral": "\ud805[\udf00-\udf3f]"
		},
		{
			"name": "InAlchemical_Symbols",
			"astral": "\ud83d[\udf00-\udf7f]"
		},
		{
			"name": "InAlphabetic_Presentation_Forms",
			"bmp": "ﬀ-ﭏ"
		},
		{
			"name": "InAnatolian_Hieroglyphs",
			"astral": "\ud811[\udc00-\ude7f]"
		},
		{
			"name": "InAncient_Greek_Musical_Notation",
			"astral": "\ud834[\ude00-\ude4f]"
		},
		{
			"name": "InAncient_Greek_Numbers",
			"astral": "\ud800[\udd40-\udd8f]"
		},
		{
			"name": "InAncient_Symbols",
			"astral": "\ud800[\udd90-\uddcf]"
		},
		{
			"name": "InArabic",
			"bmp": "؀-ۿ"
		},
		{
			"name": "InArabic_Extended_A",
			"bmp": "ࢠ-ࣿ"
		},
		{
			"name": "InArabic_Mathematical_Alphabetic_Symbols",
			"astral": "\ud83b[\ude00-\udeff]"
		},
		{
			"name": "InArabic_Presentation_Forms_A",
			"bmp": "ﭐ-﷿"
		},
		{
			"name": "InArabic_Presentation_Forms_B",
			"bmp": "ﹰ-﻿"
		},
		{
			"name": "InArabic_Supplement",
			"bmp": "ݐ-ݿ"
		},
		{
			"name": "InArmenian",
			"bmp": "԰-֏"
		},
		{
			"name": "InArrows",
			"bmp": "←-⇿"
		},
		{
			"name": "InAvestan",
			"astral": "\ud802[\udf00-\udf3f]"
		},
		{
			"name": "InBalinese",
			"bmp": "ᬀ-᭿"
		},
		{
			"name": "InBamum",
			"bmp": "ꚠ-꛿"
		},
		{
			"name": "InBamum_Supplement",
			"astral": "\ud81a[\udc00-\ude3f]"
		},
		{
			"name": "InBasic_Latin",
			"bmp": "\0-"
		},
		{
			"name": "InBassa_Vah",
			"astral": "\ud81a[\uded0-\udeff]"
		},
		{
			"name": "InBatak",
			"bmp": "ᯀ-᯿"
		},
		{
			"name": "InBengali",
			"bmp": "ঀ-৿"
		},
		{
			"name": "InBhaiksuki",
			"astral": "\ud807[\udc00-\udc6f]"
		},
		{
			"name": "InBlock_Elements",
			"bmp": "▀-▟"
		},
		{
			"name": "InBopomofo",
			"bmp": "㄀-ㄯ"
		},
		{
			"name": "InBopomofo_Extended",
			"bmp": "ㆠ-ㆿ"
		},
		{
			"name": "InBox_Drawing",
			"bmp": "─-╿"
		},
		{
			"name": "InBrahmi",
			"astral": "\ud804[\udc00-\udc7f]"
		},
		{
			"name": "InBraille_Patterns",
			"bmp": "⠀-⣿"
		},
		{
			"name": "InBuginese",
			"bmp": "ᨀ-᨟"
		},
		{
			"name": "InBuhid",
			"bmp": "ᝀ-᝟"
		},
		{
			"name": "InByzantine_Musical_Symbols",
			"astral": "\ud834[\udc00-\udcff]"
		},
		{
			"name": "InCJK_Compatibility",
			"bmp": "㌀-㏿"
		},
		{
			"name": "InCJK_Compatibility_Forms",
			"bmp": "︰-﹏"
		},
		{
			"name": "InCJK_Compatibility_Ideographs",
			"bmp": "豈-﫿"
		},
		{
			"name": "InCJK_Compatibility_Ideographs_Supplement",
			"astral": "\ud87e[\udc00-\ude1f]"
		},
		{
			"name": "InCJK_Radicals_Supplement",
			"bmp": "⺀-⻿"
		},
		{
			"name": "InCJK_Strokes",
			"bmp": "㇀-㇯"
		},
		{
			"name": "InCJK_Symbols_And_Punctuation",
			"bmp": "　-〿"
		},
		{
			"name": "InCJK_Unified_Ideographs",
			"bmp": "一-鿿"
		},
		{
			"name": "InCJK_Unified_Ideographs_Extension_A",
			"bmp": "㐀-䶿"
		},
		{
			"name": "InCJK_Unified_Ideographs_Extension_B",
			"astral": "[\ud840-\ud868][\udc00-\udfff]|\ud869[\udc00-\udedf]"
		},
		{
			"name": "InCJK_Unified_Ideographs_Extension_C",
			"astral": "\ud869[\udf00-\udfff]|[\ud86a-\ud86c][\udc00-\udfff]|\ud86d[\udc00-\udf3f]"
		},
		{
			"name": "InCJK_Unified_Ideographs_Extension_D",
			"astral": "\ud86d[\udf40-\udfff]|\ud86e[\udc00-\udc1f]"
		},
		{
			"name": "InCJK_Unified_Ideographs_Extension_E",
			"astral": "\ud86e[\udc20-\udfff]|[\ud86f-\ud872][\udc00-\udfff]|\ud873[\udc00-\udeaf]"
		},
		{
			"name": "InCJK_Unified_Ideographs_Extension_F",
			"astral": "\ud873[\udeb0-\udfff]|[\ud874-\ud879][\udc00-\udfff]|\ud87a[\udc00-\udfef]"
		},
		{
			"name": "InCarian",
			"astral": "\ud800[\udea0-\udedf]"
		},
		{
			"name": "InCaucasian_Albanian",
			"astral": "\ud801[\udd30-\udd6f]"
		},
		{
			"name": "InChakma",
			"astral": "\ud804[\udd00-\udd4f]"
		},
		{
			"name": "InCham",
			"bmp": "ꨀ-꩟"
		},
		{
			"name": "InCherokee",
			"bmp": "Ꭰ-᏿"
		},
		{
			"name": "InCherokee_Supplement",
			"bmp": "ꭰ-ꮿ"
		},
		{
			"name": "InChess_Symbols",
			"astral": "\ud83e[\ude00-\ude6f]"
		},
		{
			"name": "InCombining_Diacritical_Marks",
			"bmp": "̀-ͯ"
		},
		{
			"name": "InCombining_Diacritical_Marks_Extended",
			"bmp": "᪰-᫿"
		},
		{
			"name": "InCombining_Diacritical_Marks_For_Symbols",
			"bmp": "⃐-⃿"
		},
		{
			"name": "InCombining_Diacritical_Marks_Supplement",
			"bmp": "᷀-᷿"
		},
		{
			"name": "InCombining_Half_Marks",
			"bmp": "︠-︯"
		},
		{
			"name": "InCommon_Indic_Number_Forms",
			"bmp": "꠰-꠿"
		},
		{
			"name": "InControl_Pictures",
			"bmp": "␀-␿"
		},
		{
			"name": "InCoptic",
			"bmp": "Ⲁ-⳿"
		},
		{
			"name": "InCoptic_Epact_Numbers",
			"astral": "\ud800[\udee0-\udeff]"
		},
		{
			"name": "InCounting_Rod_Numerals",
			"astral": "\ud834[\udf60-\udf7f]"
		},
		{
			"name": "InCuneiform",
			"astral": "\ud808[\udc00-\udfff]"
		},
		{
			"name": "InCuneiform_Numbers_And_Punctuation",
			"astral": "\ud809[\udc00-\udc7f]"
		},
		{
			"name": "InCurrency_Symbols",
			"bmp": "₠-⃏"
		},
		{
			"name": "InCypriot_Syllabary",
			"astral": "\ud802[\udc00-\udc3f]"
		},
		{
			"name": "InCyrillic",
			"bmp": "Ѐ-ӿ"
		},
		{
			"name": "InCyrillic_Extended_A",
			"bmp": "ⷠ-ⷿ"
		},
		{
			"name": "InCyrillic_Extended_B",
			"bmp": "Ꙁ-ꚟ"
		},
		{
			"name": "InCyrillic_Extended_C",
			"bmp": "ᲀ-᲏"
		},
		{
			"name": "InCyrillic_Supplement",
			"bmp": "Ԁ-ԯ"
		},
		{
			"name": "InDeseret",
			"astral": "\ud801[\udc00-\udc4f]"
		},
		{
			"name": "InDevanagari",
			"bmp": "ऀ-ॿ"
		},
		{
			"name": "InDevanagari_Extended",
			"bmp": "꣠-ꣿ"
		},
		{
			"name": "InDingbats",
			"bmp": "✀-➿"
		},
		{
			"name": "InDogra",
			"astral": "\ud806[\udc00-\udc4f]"
		},
		{
			"name": "InDomino_Tiles",
			"astral": "\ud83c[\udc30-\udc9f]"
		},
		{
			"name": "InDuployan",
			"astral": "\ud82f[\udc00-\udc9f]"
		},
		{
			"name": "InEarly_Dynastic_Cuneiform",
			"astral": "\ud809[\udc80-\udd4f]"
		},
		{
			"name": "InEgyptian_Hieroglyphs",
			"astral": "\ud80c[\udc00-\udfff]|\ud80d[\udc00-\udc2f]"
		},
		{
			"name": "InElbasan",
			"astral": "\ud801[\udd00-\udd2f]"
		},
		{
			"name": "InEmoticons",
			"astral": "\ud83d[\ude00-\ude4f]"
		},
		{
			"name": "InEnclosed_Alphanumeric_Supplement",
			"astral": "\ud83c[\udd00-\uddff]"
		},
		{
			"name": "InEnclosed_Alphanumerics",
			"bmp": "①-⓿"
		},
		{
			"name": "InEnclosed_CJK_Letters_And_Months",
			"bmp": "㈀-㋿"
		},
		{
			"name": "InEnclosed_Ideographic_Supplement",
			"astral": "\ud83c[\ude00-\udeff]"
		},
		{
			"name": "InEthiopic",
			"bmp": "ሀ-፿"
		},
		{
			"name": "InEthiopic_Extended",
			"bmp": "ⶀ-⷟"
		},
		{
			"name": "InEthiopic_Extended_A",
			"bmp": "꬀-꬯"
		},
		{
			"name": "InEthiopic_Supplement",
			"bmp": "ᎀ-᎟"
		},
		{
			"name": "InGeneral_Punctuation",
			"bmp": " -⁯"
		},
		{
			"name": "InGeometric_Shapes",
			"bmp": "■-◿"
		},
		{
			"name": "InGeometric_Shapes_Extended",
			"astral": "\ud83d[\udf80-\udfff]"
		},
		{
			"name": "InGeorgian",
			"bmp": "Ⴀ-ჿ"
		},
		{
			"name": "InGeorgian_Extended",
			"bmp": "Ა-Ჿ"
		},
		{
			"name": "InGeorgian_Supplement",
			"bmp": "ⴀ-⴯"
		},
		{
			"name": "InGlagolitic",
			"bmp": "Ⰰ-ⱟ"
		},
		{
			"name": "InGlagolitic_Supplement",
			"astral": "\ud838[\udc00-\udc2f]"
		},
		{
			"name": "InGothic",
			"astral": "\ud800[\udf30-\udf4f]"
		},
		{
			"name": "InGrantha",
			"astral": "\ud804[\udf00-\udf7f]"
		},
		{
			"name": "InGreek_And_Coptic",
			"bmp": "Ͱ-Ͽ"
		},
		{
			"name": "InGreek_Extended",
			"bmp": "ἀ-῿"
		},
		{
			"name": "InGujarati",
			"bmp": "઀-૿"
		},
		{
			"name": "InGunjala_Gondi",
			"astral": "\ud807[\udd60-\uddaf]"
		},
		{
			"name": "InGurmukhi",
			"bmp": "਀-੿"
		},
		{
			"name": "InHalfwidth_And_Fullwidth_Forms",
			"bmp": "＀-￯"
		},
		{
			"name": "InHangul_Compatibility_Jamo",
			"bmp": "㄰-㆏"
		},
		{
			"name": "InHangul_Jamo",
			"bmp": "ᄀ-ᇿ"
		},
		{
			"name": "InHangul_Jamo_Extended_A",
			"bmp": "ꥠ-꥿"
		},
		{
			"name": "InHangul_Jamo_Extended_B",
			"bmp": "ힰ-퟿"
		},
		{
			"name": "InHangul_Syllables",
			"bmp": "가-힯"
		},
		{
			"name": "InHanifi_Rohingya",
			"astral": "\ud803[\udd00-\udd3f]"
		},
		{
			"name": "InHanunoo",
			"bmp": "ᜠ-᜿"
		},
		{
			"name": "InHatran",
			"astral": "\ud802[\udce0-\udcff]"
		},
		{
			"name": "InHebrew",
			"bmp": "֐-׿"
		},
		{
			"name": "InHigh_Private_Use_Surrogates",
			"bmp": "\udb80-\udbff"
		},
		{
			"name": "InHigh_Surrogates",
			"bmp": "\ud800-\udb7f"
		},
		{
			"name": "InHiragana",
			"bmp": "぀-ゟ"
		},
		{
			"name": "InIPA_Extensions",
			"bmp": "ɐ-ʯ"
		},
		{
			"name": "InIdeographic_Description_Characters",
			"bmp": "⿰-⿿"
		},
		{
			"name": "InIdeographic_Symbols_And_Punctuation",
			"astral": "\ud81b[\udfe0-\udfff]"
		},
		{
			"name": "InImperial_Aramaic",
			"astral": "\ud802[\udc40-\udc5f]"
		},
		{
			"name": "InIndic_Siyaq_Numbers",
			"astral": "\ud83b[\udc70-\udcbf]"
		},
		{
			"name": "InInscriptional_Pahlavi",
			"astral": "\ud802[\udf60-\udf7f]"
		},
		{
			"name": "InInscriptional_Parthian",
			"astral": "\ud802[\udf40-\udf5f]"
		},
		{
			"name": "InJavanese",
			"bmp": "ꦀ-꧟"
		},
		{
			"name": "InKaithi",
			"astral": "\ud804[\udc80-\udccf]"
		},
		{
			"name": "InKana_Extended_A",
			"astral": "\ud82c[\udd00-\udd2f]"
		},
		{
			"name": "InKana_Supplement",
			"astral": "\ud82c[\udc00-\udcff]"
		},
		{
			"name": "InKanbun",
			"bmp": "㆐-㆟"
		},
		{
			"name": "InKangxi_Radicals",
			"bmp": "⼀-⿟"
		},
		{
			"name": "InKannada",
			"bmp": "ಀ-೿"
		},
		{
			"name": "InKatakana",
			"bmp": "゠-ヿ"
		},
		{
			"name": "InKatakana_Phonetic_Extensions",
			"bmp": "ㇰ-ㇿ"
		},
		{
			"name": "InKayah_Li",
			"bmp": "꤀-꤯"
		},
		{
			"name": "InKharoshthi",
			"astral": "\ud802[\ude00-\ude5f]"
		},
		{
			"name": "InKhmer",
			"bmp": "ក-៿"
		},
		{
			"name": "InKhmer_Symbols",
			"bmp": "᧠-᧿"
		},
		{
			"name": "InKhojki",
			"astral": "\ud804[\ude00-\ude4f]"
		},
		{
			"name": "InKhudawadi",
			"astral": "\ud804[\udeb0-\udeff]"
		},
		{
			"name": "InLao",
			"bmp": "຀-໿"
		},
		{
			"name": "InLatin_1_Supplement",
			"bmp": "-ÿ"
		},
		{
			"name": "InLatin_Extended_A",
			"bmp": "Ā-ſ"
		},
		{
			"name": "InLatin_Extended_Additional",
			"bmp": "Ḁ-ỿ"
		},
		{
			"name": "InLatin_Extended_B",
			"bmp": "ƀ-ɏ"
		},
		{
			"name": "InLatin_Extended_C",
			"bmp": "Ⱡ-Ɀ"
		},
		{
			"name": "InLatin_Extended_D",
			"bmp": "꜠-ꟿ"
		},
		{
			"name": "InLatin_Extended_E",
			"bmp": "ꬰ-꭯"
		},
		{
			"name": "InLepcha",
			"bmp": "ᰀ-ᱏ"
		},
		{
			"name": "InLetterlike_Symbols",
			"bmp": "℀-⅏"
		},
		{
			"name": "InLimbu",
			"bmp": "ᤀ-᥏"
		},
		{
			"name": "InLinear_A",
			"astral": "\ud801[\ude00-\udf7f]"
		},
		{
			"name": "InLinear_B_Ideograms",
			"astral": "\ud800[\udc80-\udcff]"
		},
		{
			"name": "InLinear_B_Syllabary",
			"astral": "\ud800[\udc00-\udc7f]"
		},
		{
			"name": "InLisu",
			"bmp": "ꓐ-꓿"
		},
		{
			"name": "InLow_Surrogates",
			"bmp": "\udc00-\udfff"
		},
		{
			"name": "InLycian",
			"astral": "\ud800[\ude80-\ude9f]"
		},
		{
			"name": "InLydian",
			"astral": "\ud802[\udd20-\udd3f]"
		},
		{
			"name": "InMahajani",
			"astral": "\ud804[\udd50-\udd7f]"
		},
		{
			"name": "InMahjong_Tiles",
			"astral": "\ud83c[\udc00-\udc2f]"
		},
		{
			"name": "InMakasar",
			"astral": "\ud807[\udee0-\udeff]"
		},
		{
			"name": "InMalayalam",
			"bmp": "ഀ-ൿ"
		},
		{
			"name": "InMandaic",
			"bmp": "ࡀ-࡟"
		},
		{
			"name": "InManichaean",
			"astral": "\ud802[\udec0-\udeff]"
		},
		{
			"name": "InMarchen",
			"astral": "\ud807[\udc70-\udcbf]"
		},
		{
			"name": "InMasaram_Gondi",
			"astral": "\ud807[\udd00-\udd5f]"
		},
		{
			"name": "InMathematical_Alphanumeric_Symbols",
			"astral": "\ud835[\udc00-\udfff]"
		},
		{
			"name": "InMathematical_Operators",
			"bmp": "∀-⋿"
		},
		{
			"name": "InMayan_Numerals",
			"astral": "\ud834[\udee0-\udeff]"
		},
		{
			"name": "InMedefaidrin",
			"astral": "\ud81b[\ude40-\ude9f]"
		},
		{
			"name": "InMeetei_Mayek",
			"bmp": "ꯀ-꯿"
		},
		{
			"name": "InMeetei_Mayek_Extensions",
			"bmp": "ꫠ-꫿"
		},
		{
			"name": "InMende_Kikakui",
			"astral": "\ud83a[\udc00-\udcdf]"
		},
		{
			"name": "InMeroitic_Cursive",
			"astral": "\ud802[\udda0-\uddff]"
		},
		{
			"name": "InMeroitic_Hieroglyphs",
			"astral": "\ud802[\udd80-\udd9f]"
		},
		{
			"name": "InMiao",
			"astral": "\ud81b[\udf00-\udf9f]"
		},
		{
			"name": "InMiscellaneous_Mathematical_Symbols_A",
			"bmp": "⟀-⟯"
		},
		{
			"name": "InMiscellaneous_Mathematical_Symbols_B",
			"bmp": "⦀-⧿"
		},
		{
			"name": "InMiscellaneous_Symbols",
			"bmp": "☀-⛿"
		},
		{
			"name": "InMiscellaneous_Symbols_And_Arrows",
			"bmp": "⬀-⯿"
		},
		{
			"name": "InMiscellaneous_Symbols_And_Pictographs",
			"astral": "\ud83c[\udf00-\udfff]|\ud83d[\udc00-\uddff]"
		},
		{
			"name": "InMiscellaneous_Technical",
			"bmp": "⌀-⏿"
		},
		{
			"name": "InModi",
			"astral": "\ud805[\ude00-\ude5f]"
		},
		{
			"name": "InModifier_Tone_Letters",
			"bmp": "꜀-ꜟ"
		},
		{
			"name": "InMongolian",
			"bmp": "᠀-᢯"
		},
		{
			"name": "InMongolian_Supplement",
			"astral": "\ud805[\ude60-\ude7f]"
		},
		{
			"name": "InMro",
			"astral": "\ud81a[\ude40-\ude6f]"
		},
		{
			"name": "InMultani",
			"astral": "\ud804[\ude80-\udeaf]"
		},
		{
			"name": "InMusical_Symbols",
			"astral": "\ud834[\udd00-\uddff]"
		},
		{
			"name": "InMyanmar",
			"bmp": "က-႟"
		},
		{
			"name": "InMyanmar_Extended_A",
			"bmp": "ꩠ-ꩿ"
		},
		{
			"name": "InMyanmar_Extended_B",
			"bmp": "ꧠ-꧿"
		},
		{
			"name": "InNKo",
			"bmp": "߀-߿"
		},
		{
			"name": "InNabataean",
			"astral": "\ud802[\udc80-\udcaf]"
		},
		{
			"name": "InNew_Tai_Lue",
			"bmp": "ᦀ-᧟"
		},
		{
			"name": "InNewa",
			"astral": "\ud805[\udc00-\udc7f]"
		},
		{
			"name": "InNumber_Forms",
			"bmp": "⅐-↏"
		},
		{
			"name": "InNushu",
			"astral": "\ud82c[\udd70-\udeff]"
		},
		{
			"name": "InOgham",
			"bmp": " -᚟"
		},
		{
			"name": "InOl_Chiki",
			"bmp": "᱐-᱿"
		},
		{
			"name": "InOld_Hungarian",
			"astral": "\ud803[\udc80-\udcff]"
		},
		{
			"name": "InOld_Italic",
			"astral": "\ud800[\udf00-\udf2f]"
		},
		{
			"name": "InOld_North_Arabian",
			"astral": "\ud802[\ude80-\ude9f]"
		},
		{
			"name": "InOld_Permic",
			"astral": "\ud800[\udf50-\udf7f]"
		},
		{
			"name": "InOld_Persian",
			"astral": "\ud800[\udfa0-\udfdf]"
		},
		{
			"name": "InOld_Sogdian",
			"astral": "\ud803[\udf00-\udf2f]"
		},
		{
			"name": "InOld_South_Arabian",
			"astral": "\ud802[\ude60-\ude7f]"
		},
		{
			"name": "InOld_Turkic",
			"astral": "\ud803[\udc00-\udc4f]"
		},
		{
			"name": "InOptical_Character_Recognition",
			"bmp": "⑀-⑟"
		},
		{
			"name": "InOriya",
			"bmp": "଀-୿"
		},
		{
			"name": "InOrnamental_Dingbats",
			"astral": "\ud83d[\ude50-\ude7f]"
		},
		{
			"name": "InOsage",
			"astral": "\ud801[\udcb0-\udcff]"
		},
		{
			"name": "InOsmanya",
			"astral": "\ud801[\udc80-\udcaf]"
		},
		{
			"name": "InPahawh_Hmong",
			"astral": "\ud81a[\udf00-\udf8f]"
		},
		{
			"name": "InPalmyrene",
			"astral": "\ud802[\udc60-\udc7f]"
		},
		{
			"name": "InPau_Cin_Hau",
			"astral": "\ud806[\udec0-\udeff]"
		},
		{
			"name": "InPhags_Pa",
			"bmp": "ꡀ-꡿"
		},
		{
			"name": "InPhaistos_Disc",
			"astral": "\ud800[\uddd0-\uddff]"
		},
		{
			"name": "InPhoenician",
			"astral": "\ud802[\udd00-\udd1f]"
		},
		{
			"name": "InPhonetic_Extensions",
			"bmp": "ᴀ-ᵿ"
		},
		{
			"name": "InPhonetic_Extensions_Supplement",
			"bmp": "ᶀ-ᶿ"
		},
		{
			"name": "InPlaying_Cards",
			"astral": "\ud83c[\udca0-\udcff]"
		},
		{
			"name": "InPrivate_Use_Area",
			"bmp": "-"
		},
		{
			"name": "InPsalter_Pahlavi",
			"astral": "\ud802[\udf80-\udfaf]"
		},
		{
			"name": "InRejang",
			"bmp": "ꤰ-꥟"
		},
		{
			"name": "InRumi_Numeral_Symbols",
			"astral": "\ud803[\ude60-\ude7f]"
		},
		{
			"name": "InRunic",
			"bmp": "ᚠ-᛿"
		},
		{
			"name": "InSamaritan",
			"bmp": "ࠀ-࠿"
		},
		{
			"name": "InSaurashtra",
			"bmp": "ꢀ-꣟"
		},
		{
			"name": "InSharada",
			"astral": "\ud804[\udd80-\udddf]"
		},
		{
			"name": "InShavian",
			"astral": "\ud801[\udc50-\udc7f]"
		},
		{
			"name": "InShorthand_Format_Controls",
			"astral": "\ud82f[\udca0-\udcaf]"
		},
		{
			"name": "InSiddham",
			"astral": "\ud805[\udd80-\uddff]"
		},
		{
			"name": "InSinhala",
			"bmp": "඀-෿"
		},
		{
			"name": "InSinhala_Archaic_Numbers",
			"astral": "\ud804[\udde0-\uddff]"
		},
		{
			"name": "InSmall_Form_Variants",
			"bmp": "﹐-﹯"
		},
		{
			"name": "InSogdian",
			"astral": "\ud803[\udf30-\udf6f]"
		},
		{
			"name": "InSora_Sompeng",
			"astral": "\ud804[\udcd0-\udcff]"
		},
		{
			"name": "InSoyombo",
			"astral": "\ud806[\ude50-\udeaf]"
		},
		{
			"name": "InSpacing_Modifier_Letters",
			"bmp": "ʰ-˿"
		},
		{
			"name": "InSpecials",
			"bmp": "￰-￿"
		},
		{
			"name": "InSundanese",
			"bmp": "ᮀ-ᮿ"
		},
		{
			"name": "InSundanese_Supplement",
			"bmp": "᳀-᳏"
		},
		{
			"name": "InSuperscripts_And_Subscripts",
			"bmp": "⁰-₟"
		},
		{
			"name": "InSupplemental_Arrows_A",
			"bmp": "⟰-⟿"
		},
		{
			"name": "InSupplemental_Arrows_B",
			"bmp": "⤀-⥿"
		},
		{
			"name": "InSupplemental_Arrows_C",
			"astral": "\ud83e[\udc00-\udcff]"
		},
		{
			"name": "InSupplemental_Mathematical_Operators",
			"bmp": "⨀-⫿"
		},
		{
			"name": "InSupplemental_Punctuation",
			"bmp": "⸀-⹿"
		},
		{
			"name": "InSupplemental_Symbols_And_Pictographs",
			"astral": "\ud83e[\udd00-\uddff]"
		},
		{
			"name": "InSupplementary_Private_Use_Area_A",
			"astral": "[\udb80-\udbbf][\udc00-\udfff]"
		},
		{
			"name": "InSupplementary_Private_Use_Area_B",
			"astral": "[\udbc0-\udbff][\udc00-\udfff]"
		},
		{
			"name": "InSutton_SignWriting",
			"astral": "\ud836[\udc00-\udeaf]"
		},
		{
			"name": "InSyloti_Nagri",
			"bmp": "ꠀ-꠯"
		},
		{
			"name": "InSyriac",
			"bmp": "܀-ݏ"
		},
		{
			"name": "InSyriac_Supplement",
			"bmp": "ࡠ-࡯"
		},
		{
			"name": "InTagalog",
			"bmp": "ᜀ-ᜟ"
		},
		{
			"name": "InTagbanwa",
			"bmp": "ᝠ-᝿"
		},
		{
			"name": "InTags",
			"astral": "\udb40[\udc00-\udc7f]"
		},
		{
			"name": "InTai_Le",
			"bmp": "ᥐ-᥿"
		},
		{
			"name": "InTai_Tham",
			"bmp": "ᨠ-᪯"
		},
		{
			"name": "InTai_Viet",
			"bmp": "ꪀ-꫟"
		},
		{
			"name": "InTai_Xuan_Jing_Symbols",
			"astral": "\ud834[\udf00-\udf5f]"
		},
		{
			"name": "InTakri",
			"astral": "\ud805[\ude80-\udecf]"
		},
		{
			"name": "InTamil",
			"bmp": "஀-௿"
		},
		{
			"name": "InTangut",
			"astral": "[\ud81c-\ud821][\udc00-\udfff]"
		},
		{
			"name": "InTangut_Components",
			"astral": "\ud822[\udc00-\udeff]"
		},
		{
			"name": "InTelugu",
			"bmp": "ఀ-౿"
		},
		{
			"name": "InThaana",
			"bmp": "ހ-޿"
		},
		{
			"name": "InThai",
			"bmp": "฀-๿"
		},
		{
			"name": "InTibetan",
			"bmp": "ༀ-࿿"
		},
		{
			"name": "InTifinagh",
			"bmp": "ⴰ-⵿"
		},
		{
			"name": "InTirhuta",
			"astral": "\ud805[\udc80-\udcdf]"
		},
		{
			"name": "InTransport_And_Map_Symbols",
			"astral": "\ud83d[\ude80-\udeff]"
		},
		{
			"name": "InUgaritic",
			"astral": "\ud800[\udf80-\udf9f]"
		},
		{
			"name": "InUnified_Canadian_Aboriginal_Syllabics",
			"bmp": "᐀-ᙿ"
		},
		{
			"name": "InUnified_Canadian_Aboriginal_Syllabics_Extended",
			"bmp": "ᢰ-᣿"
		},
		{
			"name": "InVai",
			"bmp": "ꔀ-꘿"
		},
		{
			"name": "InVariation_Selectors",
			"bmp": "︀-️"
		},
		{
			"name": "InVariation_Selectors_Supplement",
			"astral": "\udb40[\udd00-\uddef]"
		},
		{
			"name": "InVedic_Extensions",
			"bmp": "᳐-᳿"
		},
		{
			"name": "InVertical_Forms",
			"bmp": "︐-︟"
		},
		{
			"name": "InWarang_Citi",
			"astral": "\ud806[\udca0-\udcff]"
		},
		{
			"name": "InYi_Radicals",
			"bmp": "꒐-꓏"
		},
		{
			"name": "InYi_Syllables",
			"bmp": "ꀀ-꒏"
		},
		{
			"name": "InYijing_Hexagram_Symbols",
			"bmp": "䷀-䷿"
		},
		{
			"name": "InZanabazar_Square",
			"astral": "\ud806[\ude00-\ude4f]"
		},
		{
			"name": "Inundefined",
			"astral": "\ud803[\ude80-\udebf\udfb0-\udfff]|\ud806[\udd00-\udd5f\udda0-\uddff]|\ud807[\udfb0-\udfff]|\ud80d[\udc30-\udc3f]|\ud822[\udf00-\udfff]|\ud823[\udc00-\udd8f]|\ud82c[\udd30-\udd6f]|\ud838[\udd00-\udd4f\udec0-\udeff]|\ud83b[\udd00-\udd4f]|\ud83e[\ude70-\udfff]|[\ud880-\ud883][\udc00-\udfff]|\ud884[\udc00-\udf4f]"
		}
	];
}));
// node_modules/xregexp/lib/addons/unicode-blocks.js
var require_unicode_blocks = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var _interopRequireDefault = require_interopRequireDefault();
	require_define_property()(exports, "__esModule", { value: true });
	exports["default"] = void 0;
	var _blocks = _interopRequireDefault(require_blocks());
	/*!
	* XRegExp Unicode Blocks 4.4.1
	* <xregexp.com>
	* Steven Levithan (c) 2010-present MIT License
	* Unicode data by Mathias Bynens <mathiasbynens.be>
	*/
	exports["default"] = function _default(XRegExp) {
		/**
		* Adds support for all Unicode blocks. Block names use the prefix 'In'. E.g.,
		* `\p{InBasicLatin}`. Token names are case insensitive, and any spaces, hyphens, and
		* underscores are ignored.
		*
		* Uses Unicode 13.0.0.
		*
		* @requires XRegExp, Unicode Base
		*/
		if (!XRegExp.addUnicodeData) throw new ReferenceError("Unicode Base must be loaded before Unicode Blocks");
		XRegExp.addUnicodeData(_blocks["default"]);
	};
	module.exports = exports.default;
}));
// node_modules/xregexp/tools/output/categories.js
var require_categories = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = [
		{
			"name": "C",
			"alias": "Other",
			"isBmpLast": true,
			"bmp": "\0--­͸͹΀-΃΋΍΢԰՗՘֋֌֐׈-׏׫-׮׵-؅؜؝۝܎܏݋݌޲-޿߻߼࠮࠯࠿࡜࡝࡟࡫-࢟ࢵࣈ-࣒࣢঄঍঎঑঒঩঱঳-঵঺঻৅৆৉৊৏-৖৘-৛৞৤৥৿਀਄਋-਎਑਒਩਱਴਷਺਻਽੃-੆੉੊੎-੐੒-੘੝੟-੥੷-઀઄઎઒઩઱઴઺઻૆૊૎૏૑-૟૤૥૲-૸଀଄଍଎଑଒଩଱଴଺଻୅୆୉୊୎-୔୘-୛୞୤୥୸-஁஄஋-஍஑஖-஘஛஝஠-஢஥-஧஫-஭஺-஽௃-௅௉௎௏௑-௖௘-௥௻-௿఍఑఩఺-఼౅౉౎-౔౗౛-౟౤౥౰-౶಍಑಩಴಺಻೅೉೎-೔೗-ೝ೟೤೥೰ೳ-೿഍഑൅൉൐-൓൤൥඀඄඗-඙඲඼඾඿෇-෉෋-෎෕෗෠-෥෰෱෵-฀฻-฾๜-຀຃຅຋຤຦຾຿໅໇໎໏໚໛໠-໿཈཭-཰྘྽࿍࿛-࿿჆჈-჌჎჏቉቎቏቗቙቞቟኉኎኏኱኶኷኿዁዆዇዗጑጖጗፛፜፽-፿᎚-᎟᏶᏷᏾᏿᚝-᚟᛹-᛿ᜍ᜕-ᜟ᜷-᜿᝔-᝟᝭᝱᝴-᝿៞៟៪-៯៺-៿᠎᠏᠚-᠟᡹-᡿᢫-᢯᣶-᣿᤟᤬-᤯᤼-᤿᥁-᥃᥮᥯᥵-᥿᦬-᦯᧊-᧏᧛-᧝᨜᨝᩟᩽᩾᪊-᪏᪚-᪟᪮᪯᫁-᫿ᭌ-᭏᭽-᭿᯴-᯻᰸-᰺᱊-᱌Ᲊ-᲏᲻᲼᳈-᳏᳻-᳿᷺἖἗἞἟὆὇὎὏὘὚὜὞὾὿᾵῅῔῕῜῰῱῵῿​-‏‪-‮⁠-⁯⁲⁳₏₝-₟⃀-⃏⃱-⃿↌-↏␧-␿⑋-⑟⭴⭵⮖Ⱟⱟ⳴-⳸⴦⴨-⴬⴮⴯⵨-⵮⵱-⵾⶗-⶟⶧⶯⶷⶿⷇⷏⷗⷟⹓-⹿⺚⻴-⻿⿖-⿯⿼-⿿぀゗゘㄀-㄄㄰㆏㇤-㇯㈟鿽-鿿꒍-꒏꓇-꓏꘬-꘿꛸-꛿ꟀꟁꟋ-ꟴ꠭-꠯꠺-꠿꡸-꡿꣆-꣍꣚-꣟꥔-꥞꥽-꥿꧎꧚-꧝꧿꨷-꨿꩎꩏꩚꩛꫃-꫚꫷-꬀꬇꬈꬏꬐꬗-꬟꬧꬯꭬-꭯꯮꯯꯺-꯿힤-힯퟇-퟊퟼-﩮﩯﫚-﫿﬇-﬒﬘-﬜﬷﬽﬿﭂﭅﯂-﯒﵀-﵏﶐﶑﷈-﷯﷾﷿︚-︟﹓﹧﹬-﹯﹵﻽-＀﾿-￁￈￉￐￑￘￙￝-￟￧￯-￻￾￿",
			"astral": "\ud800[\udc0c\udc27\udc3b\udc3e\udc4e\udc4f\udc5e-\udc7f\udcfb-\udcff\udd03-\udd06\udd34-\udd36\udd8f\udd9d-\udd9f\udda1-\uddcf\uddfe-\ude7f\ude9d-\ude9f\uded1-\udedf\udefc-\udeff\udf24-\udf2c\udf4b-\udf4f\udf7b-\udf7f\udf9e\udfc4-\udfc7\udfd6-\udfff]|\ud801[\udc9e\udc9f\udcaa-\udcaf\udcd4-\udcd7\udcfc-\udcff\udd28-\udd2f\udd64-\udd6e\udd70-\uddff\udf37-\udf3f\udf56-\udf5f\udf68-\udfff]|\ud802[\udc06\udc07\udc09\udc36\udc39-\udc3b\udc3d\udc3e\udc56\udc9f-\udca6\udcb0-\udcdf\udcf3\udcf6-\udcfa\udd1c-\udd1e\udd3a-\udd3e\udd40-\udd7f\uddb8-\uddbb\uddd0\uddd1\ude04\ude07-\ude0b\ude14\ude18\ude36\ude37\ude3b-\ude3e\ude49-\ude4f\ude59-\ude5f\udea0-\udebf\udee7-\udeea\udef7-\udeff\udf36-\udf38\udf56\udf57\udf73-\udf77\udf92-\udf98\udf9d-\udfa8\udfb0-\udfff]|\ud803[\udc49-\udc7f\udcb3-\udcbf\udcf3-\udcf9\udd28-\udd2f\udd3a-\ude5f\ude7f\udeaa\udeae\udeaf\udeb2-\udeff\udf28-\udf2f\udf5a-\udfaf\udfcc-\udfdf\udff7-\udfff]|\ud804[\udc4e-\udc51\udc70-\udc7e\udcbd\udcc2-\udccf\udce9-\udcef\udcfa-\udcff\udd35\udd48-\udd4f\udd77-\udd7f\udde0\uddf5-\uddff\ude12\ude3f-\ude7f\ude87\ude89\ude8e\ude9e\udeaa-\udeaf\udeeb-\udeef\udefa-\udeff\udf04\udf0d\udf0e\udf11\udf12\udf29\udf31\udf34\udf3a\udf45\udf46\udf49\udf4a\udf4e\udf4f\udf51-\udf56\udf58-\udf5c\udf64\udf65\udf6d-\udf6f\udf75-\udfff]|\ud805[\udc5c\udc62-\udc7f\udcc8-\udccf\udcda-\udd7f\uddb6\uddb7\uddde-\uddff\ude45-\ude4f\ude5a-\ude5f\ude6d-\ude7f\udeb9-\udebf\udeca-\udeff\udf1b\udf1c\udf2c-\udf2f\udf40-\udfff]|\ud806[\udc3c-\udc9f\udcf3-\udcfe\udd07\udd08\udd0a\udd0b\udd14\udd17\udd36\udd39\udd3a\udd47-\udd4f\udd5a-\udd9f\udda8\udda9\uddd8\uddd9\udde5-\uddff\ude48-\ude4f\udea3-\udebf\udef9-\udfff]|\ud807[\udc09\udc37\udc46-\udc4f\udc6d-\udc6f\udc90\udc91\udca8\udcb7-\udcff\udd07\udd0a\udd37-\udd39\udd3b\udd3e\udd48-\udd4f\udd5a-\udd5f\udd66\udd69\udd8f\udd92\udd99-\udd9f\uddaa-\udedf\udef9-\udfaf\udfb1-\udfbf\udff2-\udffe]|\ud808[\udf9a-\udfff]|\ud809[\udc6f\udc75-\udc7f\udd44-\udfff]|[\ud80a\ud80b\ud80e-\ud810\ud812-\ud819\ud824-\ud82b\ud82d\ud82e\ud830-\ud833\ud837\ud839\ud83f\ud87b-\ud87d\ud87f\ud885-\udb3f\udb41-\udbff][\udc00-\udfff]|\ud80d[\udc2f-\udfff]|\ud811[\ude47-\udfff]|\ud81a[\ude39-\ude3f\ude5f\ude6a-\ude6d\ude70-\udecf\udeee\udeef\udef6-\udeff\udf46-\udf4f\udf5a\udf62\udf78-\udf7c\udf90-\udfff]|\ud81b[\udc00-\ude3f\ude9b-\udeff\udf4b-\udf4e\udf88-\udf8e\udfa0-\udfdf\udfe5-\udfef\udff2-\udfff]|\ud821[\udff8-\udfff]|\ud823[\udcd6-\udcff\udd09-\udfff]|\ud82c[\udd1f-\udd4f\udd53-\udd63\udd68-\udd6f\udefc-\udfff]|\ud82f[\udc6b-\udc6f\udc7d-\udc7f\udc89-\udc8f\udc9a\udc9b\udca0-\udfff]|\ud834[\udcf6-\udcff\udd27\udd28\udd73-\udd7a\udde9-\uddff\ude46-\udedf\udef4-\udeff\udf57-\udf5f\udf79-\udfff]|\ud835[\udc55\udc9d\udca0\udca1\udca3\udca4\udca7\udca8\udcad\udcba\udcbc\udcc4\udd06\udd0b\udd0c\udd15\udd1d\udd3a\udd3f\udd45\udd47-\udd49\udd51\udea6\udea7\udfcc\udfcd]|\ud836[\ude8c-\ude9a\udea0\udeb0-\udfff]|\ud838[\udc07\udc19\udc1a\udc22\udc25\udc2b-\udcff\udd2d-\udd2f\udd3e\udd3f\udd4a-\udd4d\udd50-\udebf\udefa-\udefe\udf00-\udfff]|\ud83a[\udcc5\udcc6\udcd7-\udcff\udd4c-\udd4f\udd5a-\udd5d\udd60-\udfff]|\ud83b[\udc00-\udc70\udcb5-\udd00\udd3e-\uddff\ude04\ude20\ude23\ude25\ude26\ude28\ude33\ude38\ude3a\ude3c-\ude41\ude43-\ude46\ude48\ude4a\ude4c\ude50\ude53\ude55\ude56\ude58\ude5a\ude5c\ude5e\ude60\ude63\ude65\ude66\ude6b\ude73\ude78\ude7d\ude7f\ude8a\ude9c-\udea0\udea4\udeaa\udebc-\udeef\udef2-\udfff]|\ud83c[\udc2c-\udc2f\udc94-\udc9f\udcaf\udcb0\udcc0\udcd0\udcf6-\udcff\uddae-\udde5\ude03-\ude0f\ude3c-\ude3f\ude49-\ude4f\ude52-\ude5f\ude66-\udeff]|\ud83d[\uded8-\udedf\udeed-\udeef\udefd-\udeff\udf74-\udf7f\udfd9-\udfdf\udfec-\udfff]|\ud83e[\udc0c-\udc0f\udc48-\udc4f\udc5a-\udc5f\udc88-\udc8f\udcae\udcaf\udcb2-\udcff\udd79\uddcc\ude54-\ude5f\ude6e\ude6f\ude75-\ude77\ude7b-\ude7f\ude87-\ude8f\udea9-\udeaf\udeb7-\udebf\udec3-\udecf\uded7-\udeff\udf93\udfcb-\udfef\udffa-\udfff]|\ud869[\udede-\udeff]|\ud86d[\udf35-\udf3f]|\ud86e[\udc1e\udc1f]|\ud873[\udea2-\udeaf]|\ud87a[\udfe1-\udfff]|\ud87e[\ude1e-\udfff]|\ud884[\udf4b-\udfff]|\udb40[\udc00-\udcff\uddf0-\udfff]"
		},
		{
			"name": "Cc",
			"alias": "Control",
			"bmp": "\0--"
		},
		{
			"name": "Cf",
			"alias": "Format",
			"bmp": "­؀-؅؜۝܏࣢᠎​-‏‪-‮⁠-⁤⁦-⁯﻿￹-￻",
			"astral": "\ud804[\udcbd\udccd]|\ud80d[\udc30-\udc38]|\ud82f[\udca0-\udca3]|\ud834[\udd73-\udd7a]|\udb40[\udc01\udc20-\udc7f]"
		},
		{
			"name": "Cn",
			"alias": "Unassigned",
			"bmp": "͸͹΀-΃΋΍΢԰՗՘֋֌֐׈-׏׫-׮׵-׿؝܎݋݌޲-޿߻߼࠮࠯࠿࡜࡝࡟࡫-࢟ࢵࣈ-࣒঄঍঎঑঒঩঱঳-঵঺঻৅৆৉৊৏-৖৘-৛৞৤৥৿਀਄਋-਎਑਒਩਱਴਷਺਻਽੃-੆੉੊੎-੐੒-੘੝੟-੥੷-઀઄઎઒઩઱઴઺઻૆૊૎૏૑-૟૤૥૲-૸଀଄଍଎଑଒଩଱଴଺଻୅୆୉୊୎-୔୘-୛୞୤୥୸-஁஄஋-஍஑஖-஘஛஝஠-஢஥-஧஫-஭஺-஽௃-௅௉௎௏௑-௖௘-௥௻-௿఍఑఩఺-఼౅౉౎-౔౗౛-౟౤౥౰-౶಍಑಩಴಺಻೅೉೎-೔೗-ೝ೟೤೥೰ೳ-೿഍഑൅൉൐-൓൤൥඀඄඗-඙඲඼඾඿෇-෉෋-෎෕෗෠-෥෰෱෵-฀฻-฾๜-຀຃຅຋຤຦຾຿໅໇໎໏໚໛໠-໿཈཭-཰྘྽࿍࿛-࿿჆჈-჌჎჏቉቎቏቗቙቞቟኉኎኏኱኶኷኿዁዆዇዗጑጖጗፛፜፽-፿᎚-᎟᏶᏷᏾᏿᚝-᚟᛹-᛿ᜍ᜕-ᜟ᜷-᜿᝔-᝟᝭᝱᝴-᝿៞៟៪-៯៺-៿᠏᠚-᠟᡹-᡿᢫-᢯᣶-᣿᤟᤬-᤯᤼-᤿᥁-᥃᥮᥯᥵-᥿᦬-᦯᧊-᧏᧛-᧝᨜᨝᩟᩽᩾᪊-᪏᪚-᪟᪮᪯᫁-᫿ᭌ-᭏᭽-᭿᯴-᯻᰸-᰺᱊-᱌Ᲊ-᲏᲻᲼᳈-᳏᳻-᳿᷺἖἗἞἟὆὇὎὏὘὚὜὞὾὿᾵῅῔῕῜῰῱῵῿⁥⁲⁳₏₝-₟⃀-⃏⃱-⃿↌-↏␧-␿⑋-⑟⭴⭵⮖Ⱟⱟ⳴-⳸⴦⴨-⴬⴮⴯⵨-⵮⵱-⵾⶗-⶟⶧⶯⶷⶿⷇⷏⷗⷟⹓-⹿⺚⻴-⻿⿖-⿯⿼-⿿぀゗゘㄀-㄄㄰㆏㇤-㇯㈟鿽-鿿꒍-꒏꓇-꓏꘬-꘿꛸-꛿ꟀꟁꟋ-ꟴ꠭-꠯꠺-꠿꡸-꡿꣆-꣍꣚-꣟꥔-꥞꥽-꥿꧎꧚-꧝꧿꨷-꨿꩎꩏꩚꩛꫃-꫚꫷-꬀꬇꬈꬏꬐꬗-꬟꬧꬯꭬-꭯꯮꯯꯺-꯿힤-힯퟇-퟊퟼-퟿﩮﩯﫚-﫿﬇-﬒﬘-﬜﬷﬽﬿﭂﭅﯂-﯒﵀-﵏﶐﶑﷈-﷯﷾﷿︚-︟﹓﹧﹬-﹯﹵﻽﻾＀﾿-￁￈￉￐￑￘￙￝-￟￧￯-￸￾￿",
			"astral": "\ud800[\udc0c\udc27\udc3b\udc3e\udc4e\udc4f\udc5e-\udc7f\udcfb-\udcff\udd03-\udd06\udd34-\udd36\udd8f\udd9d-\udd9f\udda1-\uddcf\uddfe-\ude7f\ude9d-\ude9f\uded1-\udedf\udefc-\udeff\udf24-\udf2c\udf4b-\udf4f\udf7b-\udf7f\udf9e\udfc4-\udfc7\udfd6-\udfff]|\ud801[\udc9e\udc9f\udcaa-\udcaf\udcd4-\udcd7\udcfc-\udcff\udd28-\udd2f\udd64-\udd6e\udd70-\uddff\udf37-\udf3f\udf56-\udf5f\udf68-\udfff]|\ud802[\udc06\udc07\udc09\udc36\udc39-\udc3b\udc3d\udc3e\udc56\udc9f-\udca6\udcb0-\udcdf\udcf3\udcf6-\udcfa\udd1c-\udd1e\udd3a-\udd3e\udd40-\udd7f\uddb8-\uddbb\uddd0\uddd1\ude04\ude07-\ude0b\ude14\ude18\ude36\ude37\ude3b-\ude3e\ude49-\ude4f\ude59-\ude5f\udea0-\udebf\udee7-\udeea\udef7-\udeff\udf36-\udf38\udf56\udf57\udf73-\udf77\udf92-\udf98\udf9d-\udfa8\udfb0-\udfff]|\ud803[\udc49-\udc7f\udcb3-\udcbf\udcf3-\udcf9\udd28-\udd2f\udd3a-\ude5f\ude7f\udeaa\udeae\udeaf\udeb2-\udeff\udf28-\udf2f\udf5a-\udfaf\udfcc-\udfdf\udff7-\udfff]|\ud804[\udc4e-\udc51\udc70-\udc7e\udcc2-\udccc\udcce\udccf\udce9-\udcef\udcfa-\udcff\udd35\udd48-\udd4f\udd77-\udd7f\udde0\uddf5-\uddff\ude12\ude3f-\ude7f\ude87\ude89\ude8e\ude9e\udeaa-\udeaf\udeeb-\udeef\udefa-\udeff\udf04\udf0d\udf0e\udf11\udf12\udf29\udf31\udf34\udf3a\udf45\udf46\udf49\udf4a\udf4e\udf4f\udf51-\udf56\udf58-\udf5c\udf64\udf65\udf6d-\udf6f\udf75-\udfff]|\ud805[\udc5c\udc62-\udc7f\udcc8-\udccf\udcda-\udd7f\uddb6\uddb7\uddde-\uddff\ude45-\ude4f\ude5a-\ude5f\ude6d-\ude7f\udeb9-\udebf\udeca-\udeff\udf1b\udf1c\udf2c-\udf2f\udf40-\udfff]|\ud806[\udc3c-\udc9f\udcf3-\udcfe\udd07\udd08\udd0a\udd0b\udd14\udd17\udd36\udd39\udd3a\udd47-\udd4f\udd5a-\udd9f\udda8\udda9\uddd8\uddd9\udde5-\uddff\ude48-\ude4f\udea3-\udebf\udef9-\udfff]|\ud807[\udc09\udc37\udc46-\udc4f\udc6d-\udc6f\udc90\udc91\udca8\udcb7-\udcff\udd07\udd0a\udd37-\udd39\udd3b\udd3e\udd48-\udd4f\udd5a-\udd5f\udd66\udd69\udd8f\udd92\udd99-\udd9f\uddaa-\udedf\udef9-\udfaf\udfb1-\udfbf\udff2-\udffe]|\ud808[\udf9a-\udfff]|\ud809[\udc6f\udc75-\udc7f\udd44-\udfff]|[\ud80a\ud80b\ud80e-\ud810\ud812-\ud819\ud824-\ud82b\ud82d\ud82e\ud830-\ud833\ud837\ud839\ud83f\ud87b-\ud87d\ud87f\ud885-\udb3f\udb41-\udb7f][\udc00-\udfff]|\ud80d[\udc2f\udc39-\udfff]|\ud811[\ude47-\udfff]|\ud81a[\ude39-\ude3f\ude5f\ude6a-\ude6d\ude70-\udecf\udeee\udeef\udef6-\udeff\udf46-\udf4f\udf5a\udf62\udf78-\udf7c\udf90-\udfff]|\ud81b[\udc00-\ude3f\ude9b-\udeff\udf4b-\udf4e\udf88-\udf8e\udfa0-\udfdf\udfe5-\udfef\udff2-\udfff]|\ud821[\udff8-\udfff]|\ud823[\udcd6-\udcff\udd09-\udfff]|\ud82c[\udd1f-\udd4f\udd53-\udd63\udd68-\udd6f\udefc-\udfff]|\ud82f[\udc6b-\udc6f\udc7d-\udc7f\udc89-\udc8f\udc9a\udc9b\udca4-\udfff]|\ud834[\udcf6-\udcff\udd27\udd28\udde9-\uddff\ude46-\udedf\udef4-\udeff\udf57-\udf5f\udf79-\udfff]|\ud835[\udc55\udc9d\udca0\udca1\udca3\udca4\udca7\udca8\udcad\udcba\udcbc\udcc4\udd06\udd0b\udd0c\udd15\udd1d\udd3a\udd3f\udd45\udd47-\udd49\udd51\udea6\udea7\udfcc\udfcd]|\ud836[\ude8c-\ude9a\udea0\udeb0-\udfff]|\ud838[\udc07\udc19\udc1a\udc22\udc25\udc2b-\udcff\udd2d-\udd2f\udd3e\udd3f\udd4a-\udd4d\udd50-\udebf\udefa-\udefe\udf00-\udfff]|\ud83a[\udcc5\udcc6\udcd7-\udcff\udd4c-\udd4f\udd5a-\udd5d\udd60-\udfff]|\ud83b[\udc00-\udc70\udcb5-\udd00\udd3e-\uddff\ude04\ude20\ude23\ude25\ude26\ude28\ude33\ude38\ude3a\ude3c-\ude41\ude43-\ude46\ude48\ude4a\ude4c\ude50\ude53\ude55\ude56\ude58\ude5a\ude5c\ude5e\ude60\ude63\ude65\ude66\ude6b\ude73\ude78\ude7d\ude7f\ude8a\ude9c-\udea0\udea4\udeaa\udebc-\udeef\udef2-\udfff]|\ud83c[\udc2c-\udc2f\udc94-\udc9f\udcaf\udcb0\udcc0\udcd0\udcf6-\udcff\uddae-\udde5\ude03-\ude0f\ude3c-\ude3f\ude49-\ude4f\ude52-\ude5f\ude66-\udeff]|\ud83d[\uded8-\udedf\udeed-\udeef\udefd-\udeff\udf74-\udf7f\udfd9-\udfdf\udfec-\udfff]|\ud83e[\udc0c-\udc0f\udc48-\udc4f\udc5a-\udc5f\udc88-\udc8f\udcae\udcaf\udcb2-\udcff\udd79\uddcc\ude54-\ude5f\ude6e\ude6f\ude75-\ude77\ude7b-\ude7f\ude87-\ude8f\udea9-\udeaf\udeb7-\udebf\udec3-\udecf\uded7-\udeff\udf93\udfcb-\udfef\udffa-\udfff]|\ud869[\udede-\udeff]|\ud86d[\udf35-\udf3f]|\ud86e[\udc1e\udc1f]|\ud873[\udea2-\udeaf]|\ud87a[\udfe1-\udfff]|\ud87e[\ude1e-\udfff]|\ud884[\udf4b-\udfff]|\udb40[\udc00\udc02-\udc1f\udc80-\udcff\uddf0-\udfff]|[\udbbf\udbff][\udffe\udfff]"
		},
		{
			"name": "Co",
			"alias": "Private_Use",
			"bmp": "-",
			"astral": "[\udb80-\udbbe\udbc0-\udbfe][\udc00-\udfff]|[\udbbf\udbff][\udc00-\udffd]"
		},
		{
			"name": "Cs",
			"alias": "Surrogate",
			"bmp": "\ud800-\udfff"
		},
		{
			"name": "L",
			"alias": "Letter",
			"bmp": "A-Za-zªµºÀ-ÖØ-öø-ˁˆ-ˑˠ-ˤˬˮͰ-ʹͶͷͺ-ͽͿΆΈ-ΊΌΎ-ΡΣ-ϵϷ-ҁҊ-ԯԱ-Ֆՙՠ-ֈא-תׯ-ײؠ-يٮٯٱ-ۓەۥۦۮۯۺ-ۼۿܐܒ-ܯݍ-ޥޱߊ-ߪߴߵߺࠀ-ࠕࠚࠤࠨࡀ-ࡘࡠ-ࡪࢠ-ࢴࢶ-ࣇऄ-हऽॐक़-ॡॱ-ঀঅ-ঌএঐও-নপ-রলশ-হঽৎড়ঢ়য়-ৡৰৱৼਅ-ਊਏਐਓ-ਨਪ-ਰਲਲ਼ਵਸ਼ਸਹਖ਼-ੜਫ਼ੲ-ੴઅ-ઍએ-ઑઓ-નપ-રલળવ-હઽૐૠૡૹଅ-ଌଏଐଓ-ନପ-ରଲଳଵ-ହଽଡ଼ଢ଼ୟ-ୡୱஃஅ-ஊஎ-ஐஒ-கஙசஜஞடணதந-பம-ஹௐఅ-ఌఎ-ఐఒ-నప-హఽౘ-ౚౠౡಀಅ-ಌಎ-ಐಒ-ನಪ-ಳವ-ಹಽೞೠೡೱೲഄ-ഌഎ-ഐഒ-ഺഽൎൔ-ൖൟ-ൡൺ-ൿඅ-ඖක-නඳ-රලව-ෆก-ะาำเ-ๆກຂຄຆ-ຊຌ-ຣລວ-ະາຳຽເ-ໄໆໜ-ໟༀཀ-ཇཉ-ཬྈ-ྌက-ဪဿၐ-ၕၚ-ၝၡၥၦၮ-ၰၵ-ႁႎႠ-ჅჇჍა-ჺჼ-ቈቊ-ቍቐ-ቖቘቚ-ቝበ-ኈኊ-ኍነ-ኰኲ-ኵኸ-ኾዀዂ-ዅወ-ዖዘ-ጐጒ-ጕጘ-ፚᎀ-ᎏᎠ-Ᏽᏸ-ᏽᐁ-ᙬᙯ-ᙿᚁ-ᚚᚠ-ᛪᛱ-ᛸᜀ-ᜌᜎ-ᜑᜠ-ᜱᝀ-ᝑᝠ-ᝬᝮ-ᝰក-ឳៗៜᠠ-ᡸᢀ-ᢄᢇ-ᢨᢪᢰ-ᣵᤀ-ᤞᥐ-ᥭᥰ-ᥴᦀ-ᦫᦰ-ᧉᨀ-ᨖᨠ-ᩔᪧᬅ-ᬳᭅ-ᭋᮃ-ᮠᮮᮯᮺ-ᯥᰀ-ᰣᱍ-ᱏᱚ-ᱽᲀ-ᲈᲐ-ᲺᲽ-Ჿᳩ-ᳬᳮ-ᳳᳵᳶᳺᴀ-ᶿḀ-ἕἘ-Ἕἠ-ὅὈ-Ὅὐ-ὗὙὛὝὟ-ώᾀ-ᾴᾶ-ᾼιῂ-ῄῆ-ῌῐ-ΐῖ-Ίῠ-Ῥῲ-ῴῶ-ῼⁱⁿₐ-ₜℂℇℊ-ℓℕℙ-ℝℤΩℨK-ℭℯ-ℹℼ-ℿⅅ-ⅉⅎↃↄⰀ-Ⱞⰰ-ⱞⱠ-ⳤⳫ-ⳮⳲⳳⴀ-ⴥⴧⴭⴰ-ⵧⵯⶀ-ⶖⶠ-ⶦⶨ-ⶮⶰ-ⶶⶸ-ⶾⷀ-ⷆⷈ-ⷎⷐ-ⷖⷘ-ⷞⸯ々〆〱-〵〻〼ぁ-ゖゝ-ゟァ-ヺー-ヿㄅ-ㄯㄱ-ㆎㆠ-ㆿㇰ-ㇿ㐀-䶿一-鿼ꀀ-ꒌꓐ-ꓽꔀ-ꘌꘐ-ꘟꘪꘫꙀ-ꙮꙿ-ꚝꚠ-ꛥꜗ-ꜟꜢ-ꞈꞋ-ꞿꟂ-ꟊꟵ-ꠁꠃ-ꠅꠇ-ꠊꠌ-ꠢꡀ-ꡳꢂ-ꢳꣲ-ꣷꣻꣽꣾꤊ-ꤥꤰ-ꥆꥠ-ꥼꦄ-ꦲꧏꧠ-ꧤꧦ-ꧯꧺ-ꧾꨀ-ꨨꩀ-ꩂꩄ-ꩋꩠ-ꩶꩺꩾ-ꪯꪱꪵꪶꪹ-ꪽꫀꫂꫛ-ꫝꫠ-ꫪꫲ-ꫴꬁ-ꬆꬉ-ꬎꬑ-ꬖꬠ-ꬦꬨ-ꬮꬰ-ꭚꭜ-ꭩꭰ-ꯢ가-힣ힰ-ퟆퟋ-ퟻ豈-舘並-龎ﬀ-ﬆﬓ-ﬗיִײַ-ﬨשׁ-זּטּ-לּמּנּסּףּפּצּ-ﮱﯓ-ﴽﵐ-ﶏﶒ-ﷇﷰ-ﷻﹰ-ﹴﹶ-ﻼＡ-Ｚａ-ｚｦ-ﾾￂ-ￇￊ-ￏￒ-ￗￚ-ￜ",
			"astral": "\ud800[\udc00-\udc0b\udc0d-\udc26\udc28-\udc3a\udc3c\udc3d\udc3f-\udc4d\udc50-\udc5d\udc80-\udcfa\ude80-\ude9c\udea0-\uded0\udf00-\udf1f\udf2d-\udf40\udf42-\udf49\udf50-\udf75\udf80-\udf9d\udfa0-\udfc3\udfc8-\udfcf]|\ud801[\udc00-\udc9d\udcb0-\udcd3\udcd8-\udcfb\udd00-\udd27\udd30-\udd63\ude00-\udf36\udf40-\udf55\udf60-\udf67]|\ud802[\udc00-\udc05\udc08\udc0a-\udc35\udc37\udc38\udc3c\udc3f-\udc55\udc60-\udc76\udc80-\udc9e\udce0-\udcf2\udcf4\udcf5\udd00-\udd15\udd20-\udd39\udd80-\uddb7\uddbe\uddbf\ude00\ude10-\ude13\ude15-\ude17\ude19-\ude35\ude60-\ude7c\ude80-\ude9c\udec0-\udec7\udec9-\udee4\udf00-\udf35\udf40-\udf55\udf60-\udf72\udf80-\udf91]|\ud803[\udc00-\udc48\udc80-\udcb2\udcc0-\udcf2\udd00-\udd23\ude80-\udea9\udeb0\udeb1\udf00-\udf1c\udf27\udf30-\udf45\udfb0-\udfc4\udfe0-\udff6]|\ud804[\udc03-\udc37\udc83-\udcaf\udcd0-\udce8\udd03-\udd26\udd44\udd47\udd50-\udd72\udd76\udd83-\uddb2\uddc1-\uddc4\uddda\udddc\ude00-\ude11\ude13-\ude2b\ude80-\ude86\ude88\ude8a-\ude8d\ude8f-\ude9d\ude9f-\udea8\udeb0-\udede\udf05-\udf0c\udf0f\udf10\udf13-\udf28\udf2a-\udf30\udf32\udf33\udf35-\udf39\udf3d\udf50\udf5d-\udf61]|\ud805[\udc00-\udc34\udc47-\udc4a\udc5f-\udc61\udc80-\udcaf\udcc4\udcc5\udcc7\udd80-\uddae\uddd8-\udddb\ude00-\ude2f\ude44\ude80-\udeaa\udeb8\udf00-\udf1a]|\ud806[\udc00-\udc2b\udca0-\udcdf\udcff-\udd06\udd09\udd0c-\udd13\udd15\udd16\udd18-\udd2f\udd3f\udd41\udda0-\udda7\uddaa-\uddd0\udde1\udde3\ude00\ude0b-\ude32\ude3a\ude50\ude5c-\ude89\ude9d\udec0-\udef8]|\ud807[\udc00-\udc08\udc0a-\udc2e\udc40\udc72-\udc8f\udd00-\udd06\udd08\udd09\udd0b-\udd30\udd46\udd60-\udd65\udd67\udd68\udd6a-\udd89\udd98\udee0-\udef2\udfb0]|\ud808[\udc00-\udf99]|\ud809[\udc80-\udd43]|[\ud80c\ud81c-\ud820\ud822\ud840-\ud868\ud86a-\ud86c\ud86f-\ud872\ud874-\ud879\ud880-\ud883][\udc00-\udfff]|\ud80d[\udc00-\udc2e]|\ud811[\udc00-\ude46]|\ud81a[\udc00-\ude38\ude40-\ude5e\uded0-\udeed\udf00-\udf2f\udf40-\udf43\udf63-\udf77\udf7d-\udf8f]|\ud81b[\ude40-\ude7f\udf00-\udf4a\udf50\udf93-\udf9f\udfe0\udfe1\udfe3]|\ud821[\udc00-\udff7]|\ud823[\udc00-\udcd5\udd00-\udd08]|\ud82c[\udc00-\udd1e\udd50-\udd52\udd64-\udd67\udd70-\udefb]|\ud82f[\udc00-\udc6a\udc70-\udc7c\udc80-\udc88\udc90-\udc99]|\ud835[\udc00-\udc54\udc56-\udc9c\udc9e\udc9f\udca2\udca5\udca6\udca9-\udcac\udcae-\udcb9\udcbb\udcbd-\udcc3\udcc5-\udd05\udd07-\udd0a\udd0d-\udd14\udd16-\udd1c\udd1e-\udd39\udd3b-\udd3e\udd40-\udd44\udd46\udd4a-\udd50\udd52-\udea5\udea8-\udec0\udec2-\udeda\udedc-\udefa\udefc-\udf14\udf16-\udf34\udf36-\udf4e\udf50-\udf6e\udf70-\udf88\udf8a-\udfa8\udfaa-\udfc2\udfc4-\udfcb]|\ud838[\udd00-\udd2c\udd37-\udd3d\udd4e\udec0-\udeeb]|\ud83a[\udc00-\udcc4\udd00-\udd43\udd4b]|\ud83b[\ude00-\ude03\ude05-\ude1f\ude21\ude22\ude24\ude27\ude29-\ude32\ude34-\ude37\ude39\ude3b\ude42\ude47\ude49\ude4b\ude4d-\ude4f\ude51\ude52\ude54\ude57\ude59\ude5b\ude5d\ude5f\ude61\ude62\ude64\ude67-\ude6a\ude6c-\ude72\ude74-\ude77\ude79-\ude7c\ude7e\ude80-\ude89\ude8b-\ude9b\udea1-\udea3\udea5-\udea9\udeab-\udebb]|\ud869[\udc00-\udedd\udf00-\udfff]|\ud86d[\udc00-\udf34\udf40-\udfff]|\ud86e[\udc00-\udc1d\udc20-\udfff]|\ud873[\udc00-\udea1\udeb0-\udfff]|\ud87a[\udc00-\udfe0]|\ud87e[\udc00-\ude1d]|\ud884[\udc00-\udf4a]"
		},
		{
			"name": "LC",
			"alias": "Cased_Letter",
			"bmp": "A-Za-zµÀ-ÖØ-öø-ƺƼ-ƿǄ-ʓʕ-ʯͰ-ͳͶͷͻ-ͽͿΆΈ-ΊΌΎ-ΡΣ-ϵϷ-ҁҊ-ԯԱ-Ֆՠ-ֈႠ-ჅჇჍა-ჺჽ-ჿᎠ-Ᏽᏸ-ᏽᲀ-ᲈᲐ-ᲺᲽ-Ჿᴀ-ᴫᵫ-ᵷᵹ-ᶚḀ-ἕἘ-Ἕἠ-ὅὈ-Ὅὐ-ὗὙὛὝὟ-ώᾀ-ᾴᾶ-ᾼιῂ-ῄῆ-ῌῐ-ΐῖ-Ίῠ-Ῥῲ-ῴῶ-ῼℂℇℊ-ℓℕℙ-ℝℤΩℨK-ℭℯ-ℴℹℼ-ℿⅅ-ⅉⅎↃↄⰀ-Ⱞⰰ-ⱞⱠ-ⱻⱾ-ⳤⳫ-ⳮⳲⳳⴀ-ⴥⴧⴭꙀ-ꙭꚀ-ꚛꜢ-ꝯꝱ-ꞇꞋ-ꞎꞐ-ꞿꟂ-ꟊꟵꟶꟺꬰ-ꭚꭠ-ꭨꭰ-ꮿﬀ-ﬆﬓ-ﬗＡ-Ｚａ-ｚ",
			"astral": "\ud801[\udc00-\udc4f\udcb0-\udcd3\udcd8-\udcfb]|\ud803[\udc80-\udcb2\udcc0-\udcf2]|\ud806[\udca0-\udcdf]|\ud81b[\ude40-\ude7f]|\ud835[\udc00-\udc54\udc56-\udc9c\udc9e\udc9f\udca2\udca5\udca6\udca9-\udcac\udcae-\udcb9\udcbb\udcbd-\udcc3\udcc5-\udd05\udd07-\udd0a\udd0d-\udd14\udd16-\udd1c\udd1e-\udd39\udd3b-\udd3e\udd40-\udd44\udd46\udd4a-\udd50\udd52-\udea5\udea8-\udec0\udec2-\udeda\udedc-\udefa\udefc-\udf14\udf16-\udf34\udf36-\udf4e\udf50-\udf6e\udf70-\udf88\udf8a-\udfa8\udfaa-\udfc2\udfc4-\udfcb]|\ud83a[\udd00-\udd43]"
		},
		{
			"name": "Ll",
			"alias": "Lowercase_Letter",
			"bmp": "a-zµß-öø-ÿāăąćĉċčďđēĕėęěĝğġģĥħĩīĭįıĳĵķĸĺļľŀłńņňŉŋōŏőœŕŗřśŝşšţťŧũūŭůűųŵŷźżž-ƀƃƅƈƌƍƒƕƙ-ƛƞơƣƥƨƪƫƭưƴƶƹƺƽ-ƿǆǉǌǎǐǒǔǖǘǚǜǝǟǡǣǥǧǩǫǭǯǰǳǵǹǻǽǿȁȃȅȇȉȋȍȏȑȓȕȗșțȝȟȡȣȥȧȩȫȭȯȱȳ-ȹȼȿɀɂɇɉɋɍɏ-ʓʕ-ʯͱͳͷͻ-ͽΐά-ώϐϑϕ-ϗϙϛϝϟϡϣϥϧϩϫϭϯ-ϳϵϸϻϼа-џѡѣѥѧѩѫѭѯѱѳѵѷѹѻѽѿҁҋҍҏґғҕҗҙқҝҟҡңҥҧҩҫҭүұҳҵҷҹһҽҿӂӄӆӈӊӌӎӏӑӓӕӗәӛӝӟӡӣӥӧөӫӭӯӱӳӵӷӹӻӽӿԁԃԅԇԉԋԍԏԑԓԕԗԙԛԝԟԡԣԥԧԩԫԭԯՠ-ֈა-ჺჽ-ჿᏸ-ᏽᲀ-ᲈᴀ-ᴫᵫ-ᵷᵹ-ᶚḁḃḅḇḉḋḍḏḑḓḕḗḙḛḝḟḡḣḥḧḩḫḭḯḱḳḵḷḹḻḽḿṁṃṅṇṉṋṍṏṑṓṕṗṙṛṝṟṡṣṥṧṩṫṭṯṱṳṵṷṹṻṽṿẁẃẅẇẉẋẍẏẑẓẕ-ẝẟạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹỻỽỿ-ἇἐ-ἕἠ-ἧἰ-ἷὀ-ὅὐ-ὗὠ-ὧὰ-ώᾀ-ᾇᾐ-ᾗᾠ-ᾧᾰ-ᾴᾶᾷιῂ-ῄῆῇῐ-ΐῖῗῠ-ῧῲ-ῴῶῷℊℎℏℓℯℴℹℼℽⅆ-ⅉⅎↄⰰ-ⱞⱡⱥⱦⱨⱪⱬⱱⱳⱴⱶ-ⱻⲁⲃⲅⲇⲉⲋⲍⲏⲑⲓⲕⲗⲙⲛⲝⲟⲡⲣⲥⲧⲩⲫⲭⲯⲱⲳⲵⲷⲹⲻⲽⲿⳁⳃⳅⳇⳉⳋⳍⳏⳑⳓⳕⳗⳙⳛⳝⳟⳡⳣⳤⳬⳮⳳⴀ-ⴥⴧⴭꙁꙃꙅꙇꙉꙋꙍꙏꙑꙓꙕꙗꙙꙛꙝꙟꙡꙣꙥꙧꙩꙫꙭꚁꚃꚅꚇꚉꚋꚍꚏꚑꚓꚕꚗꚙꚛꜣꜥꜧꜩꜫꜭꜯ-ꜱꜳꜵꜷꜹꜻꜽꜿꝁꝃꝅꝇꝉꝋꝍꝏꝑꝓꝕꝗꝙꝛꝝꝟꝡꝣꝥꝧꝩꝫꝭꝯꝱ-ꝸꝺꝼꝿꞁꞃꞅꞇꞌꞎꞑꞓ-ꞕꞗꞙꞛꞝꞟꞡꞣꞥꞧꞩꞯꞵꞷꞹꞻꞽꞿꟃꟈꟊꟶꟺꬰ-ꭚꭠ-ꭨꭰ-ꮿﬀ-ﬆﬓ-ﬗａ-ｚ",
			"astral": "\ud801[\udc28-\udc4f\udcd8-\udcfb]|\ud803[\udcc0-\udcf2]|\ud806[\udcc0-\udcdf]|\ud81b[\ude60-\ude7f]|\ud835[\udc1a-\udc33\udc4e-\udc54\udc56-\udc67\udc82-\udc9b\udcb6-\udcb9\udcbb\udcbd-\udcc3\udcc5-\udccf\udcea-\udd03\udd1e-\udd37\udd52-\udd6b\udd86-\udd9f\uddba-\uddd3\uddee-\ude07\ude22-\ude3b\ude56-\ude6f\ude8a-\udea5\udec2-\udeda\udedc-\udee1\udefc-\udf14\udf16-\udf1b\udf36-\udf4e\udf50-\udf55\udf70-\udf88\udf8a-\udf8f\udfaa-\udfc2\udfc4-\udfc9\udfcb]|\ud83a[\udd22-\udd43]"
		},
		{
			"name": "Lm",
			"alias": "Modifier_Letter",
			"bmp": "ʰ-ˁˆ-ˑˠ-ˤˬˮʹͺՙـۥۦߴߵߺࠚࠤࠨॱๆໆჼៗᡃᪧᱸ-ᱽᴬ-ᵪᵸᶛ-ᶿⁱⁿₐ-ₜⱼⱽⵯⸯ々〱-〵〻ゝゞー-ヾꀕꓸ-ꓽꘌꙿꚜꚝꜗ-ꜟꝰꞈꟸꟹꧏꧦꩰꫝꫳꫴꭜ-ꭟꭩｰﾞﾟ",
			"astral": "\ud81a[\udf40-\udf43]|\ud81b[\udf93-\udf9f\udfe0\udfe1\udfe3]|\ud838[\udd37-\udd3d]|𞥋"
		},
		{
			"name": "Lo",
			"alias": "Other_Letter",
			"bmp": "ªºƻǀ-ǃʔא-תׯ-ײؠ-ؿف-يٮٯٱ-ۓەۮۯۺ-ۼۿܐܒ-ܯݍ-ޥޱߊ-ߪࠀ-ࠕࡀ-ࡘࡠ-ࡪࢠ-ࢴࢶ-ࣇऄ-हऽॐक़-ॡॲ-ঀঅ-ঌএঐও-নপ-রলশ-হঽৎড়ঢ়য়-ৡৰৱৼਅ-ਊਏਐਓ-ਨਪ-ਰਲਲ਼ਵਸ਼ਸਹਖ਼-ੜਫ਼ੲ-ੴઅ-ઍએ-ઑઓ-નપ-રલળવ-હઽૐૠૡૹଅ-ଌଏଐଓ-ନପ-ରଲଳଵ-ହଽଡ଼ଢ଼ୟ-ୡୱஃஅ-ஊஎ-ஐஒ-கஙசஜஞடணதந-பம-ஹௐఅ-ఌఎ-ఐఒ-నప-హఽౘ-ౚౠౡಀಅ-ಌಎ-ಐಒ-ನಪ-ಳವ-ಹಽೞೠೡೱೲഄ-ഌഎ-ഐഒ-ഺഽൎൔ-ൖൟ-ൡൺ-ൿඅ-ඖක-නඳ-රලව-ෆก-ะาำเ-ๅກຂຄຆ-ຊຌ-ຣລວ-ະາຳຽເ-ໄໜ-ໟༀཀ-ཇཉ-ཬྈ-ྌက-ဪဿၐ-ၕၚ-ၝၡၥၦၮ-ၰၵ-ႁႎᄀ-ቈቊ-ቍቐ-ቖቘቚ-ቝበ-ኈኊ-ኍነ-ኰኲ-ኵኸ-ኾዀዂ-ዅወ-ዖዘ-ጐጒ-ጕጘ-ፚᎀ-ᎏᐁ-ᙬᙯ-ᙿᚁ-ᚚᚠ-ᛪᛱ-ᛸᜀ-ᜌᜎ-ᜑᜠ-ᜱᝀ-ᝑᝠ-ᝬᝮ-ᝰក-ឳៜᠠ-ᡂᡄ-ᡸᢀ-ᢄᢇ-ᢨᢪᢰ-ᣵᤀ-ᤞᥐ-ᥭᥰ-ᥴᦀ-ᦫᦰ-ᧉᨀ-ᨖᨠ-ᩔᬅ-ᬳᭅ-ᭋᮃ-ᮠᮮᮯᮺ-ᯥᰀ-ᰣᱍ-ᱏᱚ-ᱷᳩ-ᳬᳮ-ᳳᳵᳶᳺℵ-ℸⴰ-ⵧⶀ-ⶖⶠ-ⶦⶨ-ⶮⶰ-ⶶⶸ-ⶾⷀ-ⷆⷈ-ⷎⷐ-ⷖⷘ-ⷞ〆〼ぁ-ゖゟァ-ヺヿㄅ-ㄯㄱ-ㆎㆠ-ㆿㇰ-ㇿ㐀-䶿一-鿼ꀀ-ꀔꀖ-ꒌꓐ-ꓷꔀ-ꘋꘐ-ꘟꘪꘫꙮꚠ-ꛥꞏꟷꟻ-ꠁꠃ-ꠅꠇ-ꠊꠌ-ꠢꡀ-ꡳꢂ-ꢳꣲ-ꣷꣻꣽꣾꤊ-ꤥꤰ-ꥆꥠ-ꥼꦄ-ꦲꧠ-ꧤꧧ-ꧯꧺ-ꧾꨀ-ꨨꩀ-ꩂꩄ-ꩋꩠ-ꩯꩱ-ꩶꩺꩾ-ꪯꪱꪵꪶꪹ-ꪽꫀꫂꫛꫜꫠ-ꫪꫲꬁ-ꬆꬉ-ꬎꬑ-ꬖꬠ-ꬦꬨ-ꬮꯀ-ꯢ가-힣ힰ-ퟆퟋ-ퟻ豈-舘並-龎יִײַ-ﬨשׁ-זּטּ-לּמּנּסּףּפּצּ-ﮱﯓ-ﴽﵐ-ﶏﶒ-ﷇﷰ-ﷻﹰ-ﹴﹶ-ﻼｦ-ｯｱ-ﾝﾠ-ﾾￂ-ￇￊ-ￏￒ-ￗￚ-ￜ",
			"astral": "\ud800[\udc00-\udc0b\udc0d-\udc26\udc28-\udc3a\udc3c\udc3d\udc3f-\udc4d\udc50-\udc5d\udc80-\udcfa\ude80-\ude9c\udea0-\uded0\udf00-\udf1f\udf2d-\udf40\udf42-\udf49\udf50-\udf75\udf80-\udf9d\udfa0-\udfc3\udfc8-\udfcf]|\ud801[\udc50-\udc9d\udd00-\udd27\udd30-\udd63\ude00-\udf36\udf40-\udf55\udf60-\udf67]|\ud802[\udc00-\udc05\udc08\udc0a-\udc35\udc37\udc38\udc3c\udc3f-\udc55\udc60-\udc76\udc80-\udc9e\udce0-\udcf2\udcf4\udcf5\udd00-\udd15\udd20-\udd39\udd80-\uddb7\uddbe\uddbf\ude00\ude10-\ude13\ude15-\ude17\ude19-\ude35\ude60-\ude7c\ude80-\ude9c\udec0-\udec7\udec9-\udee4\udf00-\udf35\udf40-\udf55\udf60-\udf72\udf80-\udf91]|\ud803[\udc00-\udc48\udd00-\udd23\ude80-\udea9\udeb0\udeb1\udf00-\udf1c\udf27\udf30-\udf45\udfb0-\udfc4\udfe0-\udff6]|\ud804[\udc03-\udc37\udc83-\udcaf\udcd0-\udce8\udd03-\udd26\udd44\udd47\udd50-\udd72\udd76\udd83-\uddb2\uddc1-\uddc4\uddda\udddc\ude00-\ude11\ude13-\ude2b\ude80-\ude86\ude88\ude8a-\ude8d\ude8f-\ude9d\ude9f-\udea8\udeb0-\udede\udf05-\udf0c\udf0f\udf10\udf13-\udf28\udf2a-\udf30\udf32\udf33\udf35-\udf39\udf3d\udf50\udf5d-\udf61]|\ud805[\udc00-\udc34\udc47-\udc4a\udc5f-\udc61\udc80-\udcaf\udcc4\udcc5\udcc7\udd80-\uddae\uddd8-\udddb\ude00-\ude2f\ude44\ude80-\udeaa\udeb8\udf00-\udf1a]|\ud806[\udc00-\udc2b\udcff-\udd06\udd09\udd0c-\udd13\udd15\udd16\udd18-\udd2f\udd3f\udd41\udda0-\udda7\uddaa-\uddd0\udde1\udde3\ude00\ude0b-\ude32\ude3a\ude50\ude5c-\ude89\ude9d\udec0-\udef8]|\ud807[\udc00-\udc08\udc0a-\udc2e\udc40\udc72-\udc8f\udd00-\udd06\udd08\udd09\udd0b-\udd30\udd46\udd60-\udd65\udd67\udd68\udd6a-\udd89\udd98\udee0-\udef2\udfb0]|\ud808[\udc00-\udf99]|\ud809[\udc80-\udd43]|[\ud80c\ud81c-\ud820\ud822\ud840-\ud868\ud86a-\ud86c\ud86f-\ud872\ud874-\ud879\ud880-\ud883][\udc00-\udfff]|\ud80d[\udc00-\udc2e]|\ud811[\udc00-\ude46]|\ud81a[\udc00-\ude38\ude40-\ude5e\uded0-\udeed\udf00-\udf2f\udf63-\udf77\udf7d-\udf8f]|\ud81b[\udf00-\udf4a\udf50]|\ud821[\udc00-\udff7]|\ud823[\udc00-\udcd5\udd00-\udd08]|\ud82c[\udc00-\udd1e\udd50-\udd52\udd64-\udd67\udd70-\udefb]|\ud82f[\udc00-\udc6a\udc70-\udc7c\udc80-\udc88\udc90-\udc99]|\ud838[\udd00-\udd2c\udd4e\udec0-\udeeb]|\ud83a[\udc00-\udcc4]|\ud83b[\ude00-\ude03\ude05-\ude1f\ude21\ude22\ude24\ude27\ude29-\ude32\ude34-\ude37\ude39\ude3b\ude42\ude47\ude49\ude4b\ude4d-\ude4f\ude51\ude52\ude54\ude57\ude59\ude5b\ude5d\ude5f\ude61\ude62\ude64\ude67-\ude6a\ude6c-\ude72\ude74-\ude77\ude79-\ude7c\ude7e\ude80-\ude89\ude8b-\ude9b\udea1-\udea3\udea5-\udea9\udeab-\udebb]|\ud869[\udc00-\udedd\udf00-\udfff]|\ud86d[\udc00-\udf34\udf40-\udfff]|\ud86e[\udc00-\udc1d\udc20-\udfff]|\ud873[\udc00-\udea1\udeb0-\udfff]|\ud87a[\udc00-\udfe0]|\ud87e[\udc00-\ude1d]|\ud884[\udc00-\udf4a]"
		},
		{
			"name": "Lt",
			"alias": "Titlecase_Letter",
			"bmp": "ǅǈǋǲᾈ-ᾏᾘ-ᾟᾨ-ᾯᾼῌῼ"
		},
		{
			"name": "Lu",
			"alias": "Uppercase_Letter",
			"bmp": "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĲĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽƁƂƄƆƇƉ-ƋƎ-ƑƓƔƖ-ƘƜƝƟƠƢƤƦƧƩƬƮƯƱ-ƳƵƷƸƼǄǇǊǍǏǑǓǕǗǙǛǞǠǢǤǦǨǪǬǮǱǴǶ-ǸǺǼǾȀȂȄȆȈȊȌȎȐȒȔȖȘȚȜȞȠȢȤȦȨȪȬȮȰȲȺȻȽȾɁɃ-ɆɈɊɌɎͰͲͶͿΆΈ-ΊΌΎΏΑ-ΡΣ-ΫϏϒ-ϔϘϚϜϞϠϢϤϦϨϪϬϮϴϷϹϺϽ-ЯѠѢѤѦѨѪѬѮѰѲѴѶѸѺѼѾҀҊҌҎҐҒҔҖҘҚҜҞҠҢҤҦҨҪҬҮҰҲҴҶҸҺҼҾӀӁӃӅӇӉӋӍӐӒӔӖӘӚӜӞӠӢӤӦӨӪӬӮӰӲӴӶӸӺӼӾԀԂԄԆԈԊԌԎԐԒԔԖԘԚԜԞԠԢԤԦԨԪԬԮԱ-ՖႠ-ჅჇჍᎠ-ᏵᲐ-ᲺᲽ-ᲿḀḂḄḆḈḊḌḎḐḒḔḖḘḚḜḞḠḢḤḦḨḪḬḮḰḲḴḶḸḺḼḾṀṂṄṆṈṊṌṎṐṒṔṖṘṚṜṞṠṢṤṦṨṪṬṮṰṲṴṶṸṺṼṾẀẂẄẆẈẊẌẎẐẒẔẞẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸỺỼỾἈ-ἏἘ-ἝἨ-ἯἸ-ἿὈ-ὍὙὛὝὟὨ-ὯᾸ-ΆῈ-ΉῘ-ΊῨ-ῬῸ-Ώℂℇℋ-ℍℐ-ℒℕℙ-ℝℤΩℨK-ℭℰ-ℳℾℿⅅↃⰀ-ⰮⱠⱢ-ⱤⱧⱩⱫⱭ-ⱰⱲⱵⱾ-ⲀⲂⲄⲆⲈⲊⲌⲎⲐⲒⲔⲖⲘⲚⲜⲞⲠⲢⲤⲦⲨⲪⲬⲮⲰⲲⲴⲶⲸⲺⲼⲾⳀⳂⳄⳆⳈⳊⳌⳎⳐⳒⳔⳖⳘⳚⳜⳞⳠⳢⳫⳭⳲꙀꙂꙄꙆꙈꙊꙌꙎꙐꙒꙔꙖꙘꙚꙜꙞꙠꙢꙤꙦꙨꙪꙬꚀꚂꚄꚆꚈꚊꚌꚎꚐꚒꚔꚖꚘꚚꜢꜤꜦꜨꜪꜬꜮꜲꜴꜶꜸꜺꜼꜾꝀꝂꝄꝆꝈꝊꝌꝎꝐꝒꝔꝖꝘꝚꝜꝞꝠꝢꝤꝦꝨꝪꝬꝮꝹꝻꝽꝾꞀꞂꞄꞆꞋꞍꞐꞒꞖꞘꞚꞜꞞꞠꞢꞤꞦꞨꞪ-ꞮꞰ-ꞴꞶꞸꞺꞼꞾꟂꟄ-ꟇꟉꟵＡ-Ｚ",
			"astral": "\ud801[\udc00-\udc27\udcb0-\udcd3]|\ud803[\udc80-\udcb2]|\ud806[\udca0-\udcbf]|\ud81b[\ude40-\ude5f]|\ud835[\udc00-\udc19\udc34-\udc4d\udc68-\udc81\udc9c\udc9e\udc9f\udca2\udca5\udca6\udca9-\udcac\udcae-\udcb5\udcd0-\udce9\udd04\udd05\udd07-\udd0a\udd0d-\udd14\udd16-\udd1c\udd38\udd39\udd3b-\udd3e\udd40-\udd44\udd46\udd4a-\udd50\udd6c-\udd85\udda0-\uddb9\uddd4-\udded\ude08-\ude21\ude3c-\ude55\ude70-\ude89\udea8-\udec0\udee2-\udefa\udf1c-\udf34\udf56-\udf6e\udf90-\udfa8\udfca]|\ud83a[\udd00-\udd21]"
		},
		{
			"name": "M",
			"alias": "Mark",
			"bmp": "̀-ͯ҃-҉֑-ׇֽֿׁׂׅׄؐ-ًؚ-ٰٟۖ-ۜ۟-۪ۤۧۨ-ܑۭܰ-݊ަ-ް߫-߽߳ࠖ-࠙ࠛ-ࠣࠥ-ࠧࠩ-࡙࠭-࡛࣓-ࣣ࣡-ःऺ-़ा-ॏ॑-ॗॢॣঁ-ঃ়া-ৄেৈো-্ৗৢৣ৾ਁ-ਃ਼ਾ-ੂੇੈੋ-੍ੑੰੱੵઁ-ઃ઼ા-ૅે-ૉો-્ૢૣૺ-૿ଁ-ଃ଼ା-ୄେୈୋ-୍୕-ୗୢୣஂா-ூெ-ைொ-்ௗఀ-ఄా-ౄె-ైొ-్ౕౖౢౣಁ-ಃ಼ಾ-ೄೆ-ೈೊ-್ೕೖೢೣഀ-ഃ഻഼ാ-ൄെ-ൈൊ-്ൗൢൣඁ-ඃ්ා-ුූෘ-ෟෲෳัิ-ฺ็-๎ັິ-ຼ່-ໍ༹༘༙༵༷༾༿ཱ-྄྆྇ྍ-ྗྙ-ྼ࿆ါ-ှၖ-ၙၞ-ၠၢ-ၤၧ-ၭၱ-ၴႂ-ႍႏႚ-ႝ፝-፟ᜒ-᜔ᜲ-᜴ᝒᝓᝲᝳ឴-៓៝᠋-᠍ᢅᢆᢩᤠ-ᤫᤰ-᤻ᨗ-ᨛᩕ-ᩞ᩠-᩿᩼᪰-ᫀᬀ-ᬄ᬴-᭄᭫-᭳ᮀ-ᮂᮡ-ᮭ᯦-᯳ᰤ-᰷᳐-᳔᳒-᳨᳭᳴᳷-᳹᷀-᷹᷻-᷿⃐-⃰⳯-⵿⳱ⷠ-〪ⷿ-゙゚〯꙯-꙲ꙴ-꙽ꚞꚟ꛰꛱ꠂ꠆ꠋꠣ-ꠧ꠬ꢀꢁꢴ-ꣅ꣠-꣱ꣿꤦ-꤭ꥇ-꥓ꦀ-ꦃ꦳-꧀ꧥꨩ-ꨶꩃꩌꩍꩻ-ꩽꪰꪲ-ꪴꪷꪸꪾ꪿꫁ꫫ-ꫯꫵ꫶ꯣ-ꯪ꯬꯭ﬞ︀-️︠-︯",
			"astral": "\ud800[\uddfd\udee0\udf76-\udf7a]|\ud802[\ude01-\ude03\ude05\ude06\ude0c-\ude0f\ude38-\ude3a\ude3f\udee5\udee6]|\ud803[\udd24-\udd27\udeab\udeac\udf46-\udf50]|\ud804[\udc00-\udc02\udc38-\udc46\udc7f-\udc82\udcb0-\udcba\udd00-\udd02\udd27-\udd34\udd45\udd46\udd73\udd80-\udd82\uddb3-\uddc0\uddc9-\uddcc\uddce\uddcf\ude2c-\ude37\ude3e\udedf-\udeea\udf00-\udf03\udf3b\udf3c\udf3e-\udf44\udf47\udf48\udf4b-\udf4d\udf57\udf62\udf63\udf66-\udf6c\udf70-\udf74]|\ud805[\udc35-\udc46\udc5e\udcb0-\udcc3\uddaf-\uddb5\uddb8-\uddc0\udddc\udddd\ude30-\ude40\udeab-\udeb7\udf1d-\udf2b]|\ud806[\udc2c-\udc3a\udd30-\udd35\udd37\udd38\udd3b-\udd3e\udd40\udd42\udd43\uddd1-\uddd7\uddda-\udde0\udde4\ude01-\ude0a\ude33-\ude39\ude3b-\ude3e\ude47\ude51-\ude5b\ude8a-\ude99]|\ud807[\udc2f-\udc36\udc38-\udc3f\udc92-\udca7\udca9-\udcb6\udd31-\udd36\udd3a\udd3c\udd3d\udd3f-\udd45\udd47\udd8a-\udd8e\udd90\udd91\udd93-\udd97\udef3-\udef6]|\ud81a[\udef0-\udef4\udf30-\udf36]|\ud81b[\udf4f\udf51-\udf87\udf8f-\udf92\udfe4\udff0\udff1]|\ud82f[\udc9d\udc9e]|\ud834[\udd65-\udd69\udd6d-\udd72\udd7b-\udd82\udd85-\udd8b\uddaa-\uddad\ude42-\ude44]|\ud836[\ude00-\ude36\ude3b-\ude6c\ude75\ude84\ude9b-\ude9f\udea1-\udeaf]|\ud838[\udc00-\udc06\udc08-\udc18\udc1b-\udc21\udc23\udc24\udc26-\udc2a\udd30-\udd36\udeec-\udeef]|\ud83a[\udcd0-\udcd6\udd44-\udd4a]|\udb40[\udd00-\uddef]"
		},
		{
			"name": "Mc",
			"alias": "Spacing_Mark",
			"bmp": "ःऻा-ीॉ-ौॎॏংঃা-ীেৈোৌৗਃਾ-ੀઃા-ીૉોૌଂଃାୀେୈୋୌୗாிுூெ-ைொ-ௌௗఁ-ఃు-ౄಂಃಾೀ-ೄೇೈೊೋೕೖംഃാ-ീെ-ൈൊ-ൌൗංඃා-ෑෘ-ෟෲෳ༾༿ཿါာေးျြၖၗၢ-ၤၧ-ၭႃႄႇ-ႌႏႚ-ႜាើ-ៅះៈᤣ-ᤦᤩ-ᤫᤰᤱᤳ-ᤸᨙᨚᩕᩗᩡᩣᩤᩭ-ᩲᬄᬵᬻᬽ-ᭁᭃ᭄ᮂᮡᮦᮧ᮪ᯧᯪ-ᯬᯮ᯲᯳ᰤ-ᰫᰴᰵ᳡᳷〮〯ꠣꠤꠧꢀꢁꢴ-ꣃꥒ꥓ꦃꦴꦵꦺꦻꦾ-꧀ꨯꨰꨳꨴꩍꩻꩽꫫꫮꫯꫵꯣꯤꯦꯧꯩꯪ꯬",
			"astral": "\ud804[\udc00\udc02\udc82\udcb0-\udcb2\udcb7\udcb8\udd2c\udd45\udd46\udd82\uddb3-\uddb5\uddbf\uddc0\uddce\ude2c-\ude2e\ude32\ude33\ude35\udee0-\udee2\udf02\udf03\udf3e\udf3f\udf41-\udf44\udf47\udf48\udf4b-\udf4d\udf57\udf62\udf63]|\ud805[\udc35-\udc37\udc40\udc41\udc45\udcb0-\udcb2\udcb9\udcbb-\udcbe\udcc1\uddaf-\uddb1\uddb8-\uddbb\uddbe\ude30-\ude32\ude3b\ude3c\ude3e\udeac\udeae\udeaf\udeb6\udf20\udf21\udf26]|\ud806[\udc2c-\udc2e\udc38\udd30-\udd35\udd37\udd38\udd3d\udd40\udd42\uddd1-\uddd3\udddc-\udddf\udde4\ude39\ude57\ude58\ude97]|\ud807[\udc2f\udc3e\udca9\udcb1\udcb4\udd8a-\udd8e\udd93\udd94\udd96\udef5\udef6]|\ud81b[\udf51-\udf87\udff0\udff1]|\ud834[\udd65\udd66\udd6d-\udd72]"
		},
		{
			"name": "Me",
			"alias": "Enclosing_Mark",
			"bmp": "҈҉᪾⃝-⃠⃢-⃤꙰-꙲"
		},
		{
			"name": "Mn",
			"alias": "Nonspacing_Mark",
			"bmp": "̀-ͯ҃-֑҇-ׇֽֿׁׂׅׄؐ-ًؚ-ٰٟۖ-ۜ۟-۪ۤۧۨ-ܑۭܰ-݊ަ-ް߫-߽߳ࠖ-࠙ࠛ-ࠣࠥ-ࠧࠩ-࡙࠭-࡛࣓-ࣣ࣡-ंऺ़ु-ै्॑-ॗॢॣঁ়ু-ৄ্ৢৣ৾ਁਂ਼ੁੂੇੈੋ-੍ੑੰੱੵઁં઼ુ-ૅેૈ્ૢૣૺ-૿ଁ଼ିୁ-ୄ୍୕ୖୢୣஂீ்ఀఄా-ీె-ైొ-్ౕౖౢౣಁ಼ಿೆೌ್ೢೣഀഁ഻഼ു-ൄ്ൢൣඁ්ි-ුූัิ-ฺ็-๎ັິ-ຼ່-ໍཱ༹༘༙༵༷-ཾྀ-྄྆྇ྍ-ྗྙ-ྼ࿆ိ-ူဲ-့္်ွှၘၙၞ-ၠၱ-ၴႂႅႆႍႝ፝-፟ᜒ-᜔ᜲ-᜴ᝒᝓᝲᝳ឴឵ិ-ួំ៉-៓៝᠋-᠍ᢅᢆᢩᤠ-ᤢᤧᤨᤲ᤹-᤻ᨘᨗᨛᩖᩘ-ᩞ᩠ᩢᩥ-ᩬᩳ-᩿᩼᪰-᪽ᪿᫀᬀ-ᬃ᬴ᬶ-ᬺᬼᭂ᭫-᭳ᮀᮁᮢ-ᮥᮨᮩ᮫-ᮭ᯦ᯨᯩᯭᯯ-ᯱᰬ-ᰳᰶ᰷᳐-᳔᳒-᳢᳠-᳨᳭᳴᳸᳹᷀-᷹᷻-᷿⃐-⃥⃜⃡-⃰⳯-⵿⳱ⷠ-〪ⷿ-゙゚〭꙯ꙴ-꙽ꚞꚟ꛰꛱ꠂ꠆ꠋꠥꠦ꠬꣄ꣅ꣠-꣱ꣿꤦ-꤭ꥇ-ꥑꦀ-ꦂ꦳ꦶ-ꦹꦼꦽꧥꨩ-ꨮꨱꨲꨵꨶꩃꩌꩼꪰꪲ-ꪴꪷꪸꪾ꪿꫁ꫬꫭ꫶ꯥꯨ꯭ﬞ︀-️︠-︯",
			"astral": "\ud800[\uddfd\udee0\udf76-\udf7a]|\ud802[\ude01-\ude03\ude05\ude06\ude0c-\ude0f\ude38-\ude3a\ude3f\udee5\udee6]|\ud803[\udd24-\udd27\udeab\udeac\udf46-\udf50]|\ud804[\udc01\udc38-\udc46\udc7f-\udc81\udcb3-\udcb6\udcb9\udcba\udd00-\udd02\udd27-\udd2b\udd2d-\udd34\udd73\udd80\udd81\uddb6-\uddbe\uddc9-\uddcc\uddcf\ude2f-\ude31\ude34\ude36\ude37\ude3e\udedf\udee3-\udeea\udf00\udf01\udf3b\udf3c\udf40\udf66-\udf6c\udf70-\udf74]|\ud805[\udc38-\udc3f\udc42-\udc44\udc46\udc5e\udcb3-\udcb8\udcba\udcbf\udcc0\udcc2\udcc3\uddb2-\uddb5\uddbc\uddbd\uddbf\uddc0\udddc\udddd\ude33-\ude3a\ude3d\ude3f\ude40\udeab\udead\udeb0-\udeb5\udeb7\udf1d-\udf1f\udf22-\udf25\udf27-\udf2b]|\ud806[\udc2f-\udc37\udc39\udc3a\udd3b\udd3c\udd3e\udd43\uddd4-\uddd7\uddda\udddb\udde0\ude01-\ude0a\ude33-\ude38\ude3b-\ude3e\ude47\ude51-\ude56\ude59-\ude5b\ude8a-\ude96\ude98\ude99]|\ud807[\udc30-\udc36\udc38-\udc3d\udc3f\udc92-\udca7\udcaa-\udcb0\udcb2\udcb3\udcb5\udcb6\udd31-\udd36\udd3a\udd3c\udd3d\udd3f-\udd45\udd47\udd90\udd91\udd95\udd97\udef3\udef4]|\ud81a[\udef0-\udef4\udf30-\udf36]|\ud81b[\udf4f\udf8f-\udf92\udfe4]|\ud82f[\udc9d\udc9e]|\ud834[\udd67-\udd69\udd7b-\udd82\udd85-\udd8b\uddaa-\uddad\ude42-\ude44]|\ud836[\ude00-\ude36\ude3b-\ude6c\ude75\ude84\ude9b-\ude9f\udea1-\udeaf]|\ud838[\udc00-\udc06\udc08-\udc18\udc1b-\udc21\udc23\udc24\udc26-\udc2a\udd30-\udd36\udeec-\udeef]|\ud83a[\udcd0-\udcd6\udd44-\udd4a]|\udb40[\udd00-\uddef]"
		},
		{
			"name": "N",
			"alias": "Number",
			"bmp": "0-9²³¹¼-¾٠-٩۰-۹߀-߉०-९০-৯৴-৹੦-੯૦-૯୦-୯୲-୷௦-௲౦-౯౸-౾೦-೯൘-൞൦-൸෦-෯๐-๙໐-໙༠-༳၀-၉႐-႙፩-፼ᛮ-ᛰ០-៩៰-៹᠐-᠙᥆-᥏᧐-᧚᪀-᪉᪐-᪙᭐-᭙᮰-᮹᱀-᱉᱐-᱙⁰⁴-⁹₀-₉⅐-ↂↅ-↉①-⒛⓪-⓿❶-➓⳽〇〡-〩〸-〺㆒-㆕㈠-㈩㉈-㉏㉑-㉟㊀-㊉㊱-㊿꘠-꘩ꛦ-ꛯ꠰-꠵꣐-꣙꤀-꤉꧐-꧙꧰-꧹꩐-꩙꯰-꯹０-９",
			"astral": "\ud800[\udd07-\udd33\udd40-\udd78\udd8a\udd8b\udee1-\udefb\udf20-\udf23\udf41\udf4a\udfd1-\udfd5]|\ud801[\udca0-\udca9]|\ud802[\udc58-\udc5f\udc79-\udc7f\udca7-\udcaf\udcfb-\udcff\udd16-\udd1b\uddbc\uddbd\uddc0-\uddcf\uddd2-\uddff\ude40-\ude48\ude7d\ude7e\ude9d-\ude9f\udeeb-\udeef\udf58-\udf5f\udf78-\udf7f\udfa9-\udfaf]|\ud803[\udcfa-\udcff\udd30-\udd39\ude60-\ude7e\udf1d-\udf26\udf51-\udf54\udfc5-\udfcb]|\ud804[\udc52-\udc6f\udcf0-\udcf9\udd36-\udd3f\uddd0-\uddd9\udde1-\uddf4\udef0-\udef9]|\ud805[\udc50-\udc59\udcd0-\udcd9\ude50-\ude59\udec0-\udec9\udf30-\udf3b]|\ud806[\udce0-\udcf2\udd50-\udd59]|\ud807[\udc50-\udc6c\udd50-\udd59\udda0-\udda9\udfc0-\udfd4]|\ud809[\udc00-\udc6e]|\ud81a[\ude60-\ude69\udf50-\udf59\udf5b-\udf61]|\ud81b[\ude80-\ude96]|\ud834[\udee0-\udef3\udf60-\udf78]|\ud835[\udfce-\udfff]|\ud838[\udd40-\udd49\udef0-\udef9]|\ud83a[\udcc7-\udccf\udd50-\udd59]|\ud83b[\udc71-\udcab\udcad-\udcaf\udcb1-\udcb4\udd01-\udd2d\udd2f-\udd3d]|\ud83c[\udd00-\udd0c]|\ud83e[\udff0-\udff9]"
		},
		{
			"name": "Nd",
			"alias": "Decimal_Number",
			"bmp": "0-9٠-٩۰-۹߀-߉०-९০-৯੦-੯૦-૯୦-୯௦-௯౦-౯೦-೯൦-൯෦-෯๐-๙໐-໙༠-༩၀-၉႐-႙០-៩᠐-᠙᥆-᥏᧐-᧙᪀-᪉᪐-᪙᭐-᭙᮰-᮹᱀-᱉᱐-᱙꘠-꘩꣐-꣙꤀-꤉꧐-꧙꧰-꧹꩐-꩙꯰-꯹０-９",
			"astral": "\ud801[\udca0-\udca9]|\ud803[\udd30-\udd39]|\ud804[\udc66-\udc6f\udcf0-\udcf9\udd36-\udd3f\uddd0-\uddd9\udef0-\udef9]|\ud805[\udc50-\udc59\udcd0-\udcd9\ude50-\ude59\udec0-\udec9\udf30-\udf39]|\ud806[\udce0-\udce9\udd50-\udd59]|\ud807[\udc50-\udc59\udd50-\udd59\udda0-\udda9]|\ud81a[\ude60-\ude69\udf50-\udf59]|\ud835[\udfce-\udfff]|\ud838[\udd40-\udd49\udef0-\udef9]|\ud83a[\udd50-\udd59]|\ud83e[\udff0-\udff9]"
		},
		{
			"name": "Nl",
			"alias": "Letter_Number",
			"bmp": "ᛮ-ᛰⅠ-ↂↅ-ↈ〇〡-〩〸-〺ꛦ-ꛯ",
			"astral": "\ud800[\udd40-\udd74\udf41\udf4a\udfd1-\udfd5]|\ud809[\udc00-\udc6e]"
		},
		{
			"name": "No",
			"alias": "Other_Number",
			"bmp": "²³¹¼-¾৴-৹୲-୷௰-௲౸-౾൘-൞൰-൸༪-༳፩-፼៰-៹᧚⁰⁴-⁹₀-₉⅐-⅟↉①-⒛⓪-⓿❶-➓⳽㆒-㆕㈠-㈩㉈-㉏㉑-㉟㊀-㊉㊱-㊿꠰-꠵",
			"astral": "\ud800[\udd07-\udd33\udd75-\udd78\udd8a\udd8b\udee1-\udefb\udf20-\udf23]|\ud802[\udc58-\udc5f\udc79-\udc7f\udca7-\udcaf\udcfb-\udcff\udd16-\udd1b\uddbc\uddbd\uddc0-\uddcf\uddd2-\uddff\ude40-\ude48\ude7d\ude7e\ude9d-\ude9f\udeeb-\udeef\udf58-\udf5f\udf78-\udf7f\udfa9-\udfaf]|\ud803[\udcfa-\udcff\ude60-\ude7e\udf1d-\udf26\udf51-\udf54\udfc5-\udfcb]|\ud804[\udc52-\udc65\udde1-\uddf4]|\ud805[\udf3a\udf3b]|\ud806[\udcea-\udcf2]|\ud807[\udc5a-\udc6c\udfc0-\udfd4]|\ud81a[\udf5b-\udf61]|\ud81b[\ude80-\ude96]|\ud834[\udee0-\udef3\udf60-\udf78]|\ud83a[\udcc7-\udccf]|\ud83b[\udc71-\udcab\udcad-\udcaf\udcb1-\udcb4\udd01-\udd2d\udd2f-\udd3d]|\ud83c[\udd00-\udd0c]"
		},
		{
			"name": "P",
			"alias": "Punctuation",
			"bmp": "!-#%-\\*,-\\/:;\\?@\\[-\\]_\\{\\}¡§«¶·»¿;·՚-՟։֊־׀׃׆׳״؉؊،؍؛؞؟٪-٭۔܀-܍߷-߹࠰-࠾࡞।॥॰৽੶૰౷಄෴๏๚๛༄-༒༔༺-༽྅࿐-࿔࿙࿚၊-၏჻፠-፨᐀᙮᚛᚜᛫-᛭᜵᜶។-៖៘-៚᠀-᠊᥄᥅᨞᨟᪠-᪦᪨-᪭᭚-᭠᯼-᯿᰻-᰿᱾᱿᳀-᳇᳓‐-‧‰-⁃⁅-⁑⁓-⁞⁽⁾₍₎⌈-⌋〈〉❨-❵⟅⟆⟦-⟯⦃-⦘⧘-⧛⧼⧽⳹-⳼⳾⳿⵰⸀-⸮⸰-⹏⹒、-〃〈-】〔-〟〰〽゠・꓾꓿꘍-꘏꙳꙾꛲-꛷꡴-꡷꣎꣏꣸-꣺꣼꤮꤯꥟꧁-꧍꧞꧟꩜-꩟꫞꫟꫰꫱꯫﴾﴿︐-︙︰-﹒﹔-﹡﹣﹨﹪﹫！-＃％-＊，-／：；？＠［-］＿｛｝｟-･",
			"astral": "\ud800[\udd00-\udd02\udf9f\udfd0]|𐕯|\ud802[\udc57\udd1f\udd3f\ude50-\ude58\ude7f\udef0-\udef6\udf39-\udf3f\udf99-\udf9c]|\ud803[\udead\udf55-\udf59]|\ud804[\udc47-\udc4d\udcbb\udcbc\udcbe-\udcc1\udd40-\udd43\udd74\udd75\uddc5-\uddc8\uddcd\udddb\udddd-\udddf\ude38-\ude3d\udea9]|\ud805[\udc4b-\udc4f\udc5a\udc5b\udc5d\udcc6\uddc1-\uddd7\ude41-\ude43\ude60-\ude6c\udf3c-\udf3e]|\ud806[\udc3b\udd44-\udd46\udde2\ude3f-\ude46\ude9a-\ude9c\ude9e-\udea2]|\ud807[\udc41-\udc45\udc70\udc71\udef7\udef8\udfff]|\ud809[\udc70-\udc74]|\ud81a[\ude6e\ude6f\udef5\udf37-\udf3b\udf44]|\ud81b[\ude97-\ude9a\udfe2]|𛲟|\ud836[\ude87-\ude8b]|\ud83a[\udd5e\udd5f]"
		},
		{
			"name": "Pc",
			"alias": "Connector_Punctuation",
			"bmp": "_‿⁀⁔︳︴﹍-﹏＿"
		},
		{
			"name": "Pd",
			"alias": "Dash_Punctuation",
			"bmp": "\\-֊־᐀᠆‐-―⸗⸚⸺⸻⹀〜〰゠︱︲﹘﹣－",
			"astral": "𐺭"
		},
		{
			"name": "Pe",
			"alias": "Close_Punctuation",
			"bmp": "\\)\\]\\}༻༽᚜⁆⁾₎⌉⌋〉❩❫❭❯❱❳❵⟆⟧⟩⟫⟭⟯⦄⦆⦈⦊⦌⦎⦐⦒⦔⦖⦘⧙⧛⧽⸣⸥⸧⸩〉》」』】〕〗〙〛〞〟﴾︘︶︸︺︼︾﹀﹂﹄﹈﹚﹜﹞）］｝｠｣"
		},
		{
			"name": "Pf",
			"alias": "Final_Punctuation",
			"bmp": "»’”›⸃⸅⸊⸍⸝⸡"
		},
		{
			"name": "Pi",
			"alias": "Initial_Punctuation",
			"bmp": "«‘‛“‟‹⸂⸄⸉⸌⸜⸠"
		},
		{
			"name": "Po",
			"alias": "Other_Punctuation",
			"bmp": "!-#%-'\\*,\\.\\/:;\\?@\\¡§¶·¿;·՚-՟։׀׃׆׳״؉؊،؍؛؞؟٪-٭۔܀-܍߷-߹࠰-࠾࡞।॥॰৽੶૰౷಄෴๏๚๛༄-༒༔྅࿐-࿔࿙࿚၊-၏჻፠-፨᙮᛫-᛭᜵᜶។-៖៘-៚᠀-᠅᠇-᠊᥄᥅᨞᨟᪠-᪦᪨-᪭᭚-᭠᯼-᯿᰻-᰿᱾᱿᳀-᳇᳓‖‗†-‧‰-‸※-‾⁁-⁃⁇-⁑⁓⁕-⁞⳹-⳼⳾⳿⵰⸀⸁⸆-⸈⸋⸎-⸖⸘⸙⸛⸞⸟⸪-⸮⸰-⸹⸼-⸿⹁⹃-⹏⹒、-〃〽・꓾꓿꘍-꘏꙳꙾꛲-꛷꡴-꡷꣎꣏꣸-꣺꣼꤮꤯꥟꧁-꧍꧞꧟꩜-꩟꫞꫟꫰꫱꯫︐-︖︙︰﹅﹆﹉-﹌﹐-﹒﹔-﹗﹟-﹡﹨﹪﹫！-＃％-＇＊，．／：；？＠＼｡､･",
			"astral": "\ud800[\udd00-\udd02\udf9f\udfd0]|𐕯|\ud802[\udc57\udd1f\udd3f\ude50-\ude58\ude7f\udef0-\udef6\udf39-\udf3f\udf99-\udf9c]|\ud803[\udf55-\udf59]|\ud804[\udc47-\udc4d\udcbb\udcbc\udcbe-\udcc1\udd40-\udd43\udd74\udd75\uddc5-\uddc8\uddcd\udddb\udddd-\udddf\ude38-\ude3d\udea9]|\ud805[\udc4b-\udc4f\udc5a\udc5b\udc5d\udcc6\uddc1-\uddd7\ude41-\ude43\ude60-\ude6c\udf3c-\udf3e]|\ud806[\udc3b\udd44-\udd46\udde2\ude3f-\ude46\ude9a-\ude9c\ude9e-\udea2]|\ud807[\udc41-\udc45\udc70\udc71\udef7\udef8\udfff]|\ud809[\udc70-\udc74]|\ud81a[\ude6e\ude6f\udef5\udf37-\udf3b\udf44]|\ud81b[\ude97-\ude9a\udfe2]|𛲟|\ud836[\ude87-\ude8b]|\ud83a[\udd5e\udd5f]"
		},
		{
			"name": "Ps",
			"alias": "Open_Punctuation",
			"bmp": "\\(\\[\\{༺༼᚛‚„⁅⁽₍⌈⌊〈❨❪❬❮❰❲❴⟅⟦⟨⟪⟬⟮⦃⦅⦇⦉⦋⦍⦏⦑⦓⦕⦗⧘⧚⧼⸢⸤⸦⸨⹂〈《「『【〔〖〘〚〝﴿︗︵︷︹︻︽︿﹁﹃﹇﹙﹛﹝（［｛｟｢"
		},
		{
			"name": "S",
			"alias": "Symbol",
			"bmp": "\\$\\+<->\\^`\\|~¢-¦¨©¬®-±´¸×÷˂-˅˒-˟˥-˫˭˯-˿͵΄΅϶҂֍-֏؆-؈؋؎؏۞۩۽۾߶߾߿৲৳৺৻૱୰௳-௺౿൏൹฿༁-༃༓༕-༗༚-༟༴༶༸྾-࿅࿇-࿌࿎࿏࿕-࿘႞႟᎐-᎙᙭៛᥀᧞-᧿᭡-᭪᭴-᭼᾽᾿-῁῍-῏῝-῟῭-`´῾⁄⁒⁺-⁼₊-₌₠-₿℀℁℃-℆℈℉℔№-℘℞-℣℥℧℩℮℺℻⅀-⅄⅊-⅍⅏↊↋←-⌇⌌-⌨⌫-␦⑀-⑊⒜-ⓩ─-❧➔-⟄⟇-⟥⟰-⦂⦙-⧗⧜-⧻⧾-⭳⭶-⮕⮗-⯿⳥-⳪⹐⹑⺀-⺙⺛-⻳⼀-⿕⿰-⿻〄〒〓〠〶〷〾〿゛゜㆐㆑㆖-㆟㇀-㇣㈀-㈞㈪-㉇㉐㉠-㉿㊊-㊰㋀-㏿䷀-䷿꒐-꓆꜀-꜖꜠꜡꞉꞊꠨-꠫꠶-꠹꩷-꩹꭛꭪꭫﬩﮲-﯁﷼﷽﹢﹤-﹦﹩＄＋＜-＞＾｀｜～￠-￦￨-￮￼�",
			"astral": "\ud800[\udd37-\udd3f\udd79-\udd89\udd8c-\udd8e\udd90-\udd9c\udda0\uddd0-\uddfc]|\ud802[\udc77\udc78\udec8]|𑜿|\ud807[\udfd5-\udff1]|\ud81a[\udf3c-\udf3f\udf45]|𛲜|\ud834[\udc00-\udcf5\udd00-\udd26\udd29-\udd64\udd6a-\udd6c\udd83\udd84\udd8c-\udda9\uddae-\udde8\ude00-\ude41\ude45\udf00-\udf56]|\ud835[\udec1\udedb\udefb\udf15\udf35\udf4f\udf6f\udf89\udfa9\udfc3]|\ud836[\udc00-\uddff\ude37-\ude3a\ude6d-\ude74\ude76-\ude83\ude85\ude86]|\ud838[\udd4f\udeff]|\ud83b[\udcac\udcb0\udd2e\udef0\udef1]|\ud83c[\udc00-\udc2b\udc30-\udc93\udca0-\udcae\udcb1-\udcbf\udcc1-\udccf\udcd1-\udcf5\udd0d-\uddad\udde6-\ude02\ude10-\ude3b\ude40-\ude48\ude50\ude51\ude60-\ude65\udf00-\udfff]|\ud83d[\udc00-\uded7\udee0-\udeec\udef0-\udefc\udf00-\udf73\udf80-\udfd8\udfe0-\udfeb]|\ud83e[\udc00-\udc0b\udc10-\udc47\udc50-\udc59\udc60-\udc87\udc90-\udcad\udcb0\udcb1\udd00-\udd78\udd7a-\uddcb\uddcd-\ude53\ude60-\ude6d\ude70-\ude74\ude78-\ude7a\ude80-\ude86\ude90-\udea8\udeb0-\udeb6\udec0-\udec2\uded0-\uded6\udf00-\udf92\udf94-\udfca]"
		},
		{
			"name": "Sc",
			"alias": "Currency_Symbol",
			"bmp": "\\$¢-¥֏؋߾߿৲৳৻૱௹฿៛₠-₿꠸﷼﹩＄￠￡￥￦",
			"astral": "\ud807[\udfdd-\udfe0]|𞋿|𞲰"
		},
		{
			"name": "Sk",
			"alias": "Modifier_Symbol",
			"bmp": "\\^`¨¯´¸˂-˅˒-˟˥-˫˭˯-˿͵΄΅᾽᾿-῁῍-῏῝-῟῭-`´῾゛゜꜀-꜖꜠꜡꞉꞊꭛꭪꭫﮲-﯁＾｀￣",
			"astral": "\ud83c[\udffb-\udfff]"
		},
		{
			"name": "Sm",
			"alias": "Math_Symbol",
			"bmp": "\\+<->\\|~¬±×÷϶؆-؈⁄⁒⁺-⁼₊-₌℘⅀-⅄⅋←-↔↚↛↠↣↦↮⇎⇏⇒⇔⇴-⋿⌠⌡⍼⎛-⎳⏜-⏡▷◁◸-◿♯⟀-⟄⟇-⟥⟰-⟿⤀-⦂⦙-⧗⧜-⧻⧾-⫿⬰-⭄⭇-⭌﬩﹢﹤-﹦＋＜-＞｜～￢￩-￬",
			"astral": "\ud835[\udec1\udedb\udefb\udf15\udf35\udf4f\udf6f\udf89\udfa9\udfc3]|\ud83b[\udef0\udef1]"
		},
		{
			"name": "So",
			"alias": "Other_Symbol",
			"bmp": "¦©®°҂֍֎؎؏۞۩۽۾߶৺୰௳-௸௺౿൏൹༁-༃༓༕-༗༚-༟༴༶༸྾-࿅࿇-࿌࿎࿏࿕-࿘႞႟᎐-᎙᙭᥀᧞-᧿᭡-᭪᭴-᭼℀℁℃-℆℈℉℔№℗℞-℣℥℧℩℮℺℻⅊⅌⅍⅏↊↋↕-↙↜-↟↡↢↤↥↧-↭↯-⇍⇐⇑⇓⇕-⇳⌀-⌇⌌-⌟⌢-⌨⌫-⍻⍽-⎚⎴-⏛⏢-␦⑀-⑊⒜-ⓩ─-▶▸-◀◂-◷☀-♮♰-❧➔-➿⠀-⣿⬀-⬯⭅⭆⭍-⭳⭶-⮕⮗-⯿⳥-⳪⹐⹑⺀-⺙⺛-⻳⼀-⿕⿰-⿻〄〒〓〠〶〷〾〿㆐㆑㆖-㆟㇀-㇣㈀-㈞㈪-㉇㉐㉠-㉿㊊-㊰㋀-㏿䷀-䷿꒐-꓆꠨-꠫꠶꠷꠹꩷-꩹﷽￤￨￭￮￼�",
			"astral": "\ud800[\udd37-\udd3f\udd79-\udd89\udd8c-\udd8e\udd90-\udd9c\udda0\uddd0-\uddfc]|\ud802[\udc77\udc78\udec8]|𑜿|\ud807[\udfd5-\udfdc\udfe1-\udff1]|\ud81a[\udf3c-\udf3f\udf45]|𛲜|\ud834[\udc00-\udcf5\udd00-\udd26\udd29-\udd64\udd6a-\udd6c\udd83\udd84\udd8c-\udda9\uddae-\udde8\ude00-\ude41\ude45\udf00-\udf56]|\ud836[\udc00-\uddff\ude37-\ude3a\ude6d-\ude74\ude76-\ude83\ude85\ude86]|𞅏|\ud83b[\udcac\udd2e]|\ud83c[\udc00-\udc2b\udc30-\udc93\udca0-\udcae\udcb1-\udcbf\udcc1-\udccf\udcd1-\udcf5\udd0d-\uddad\udde6-\ude02\ude10-\ude3b\ude40-\ude48\ude50\ude51\ude60-\ude65\udf00-\udffa]|\ud83d[\udc00-\uded7\udee0-\udeec\udef0-\udefc\udf00-\udf73\udf80-\udfd8\udfe0-\udfeb]|\ud83e[\udc00-\udc0b\udc10-\udc47\udc50-\udc59\udc60-\udc87\udc90-\udcad\udcb0\udcb1\udd00-\udd78\udd7a-\uddcb\uddcd-\ude53\ude60-\ude6d\ude70-\ude74\ude78-\ude7a\ude80-\ude86\ude90-\udea8\udeb0-\udeb6\udec0-\udec2\uded0-\uded6\udf00-\udf92\udf94-\udfca]"
		},
		{
			"name": "Z",
			"alias": "Separator",
			"bmp": " \xA0  - \u2028\u2029  　"
		},
		{
			"name": "Zl",
			"alias": "Line_Separator",
			"bmp": "\u2028"
		},
		{
			"name": "Zp",
			"alias": "Paragraph_Separator",
			"bmp": "\u2029"
		},
		{
			"name": "Zs",
			"alias": "Space_Separator",
			"bmp": " \xA0  -   　"
		}
	];
}));
// node_modules/xregexp/lib/addons/unicode-categories.js
var require_unicode_categories = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var _interopRequireDefault = require_interopRequireDefault();
	require_define_property()(exports, "__esModule", { value: true });
	exports["default"] = void 0;
	var _categories = _interopRequireDefault(require_categories());
	/*!
	* XRegExp Unicode Categories 4.4.1
	* <xregexp.com>
	* Steven Levithan (c) 2010-present MIT License
	* Unicode data by Mathias Bynens <mathiasbynens.be>
	*/
	exports["default"] = function _default(XRegExp) {
		/**
		* Adds support for Unicode's general categories. E.g., `\p{Lu}` or `\p{Uppercase Letter}`. See
		* category descriptions in UAX #44 <http://unicode.org/reports/tr44/#GC_Values_Table>. Token
		* names are case insensitive, and any spaces, hyphens, and underscores are ignored.
		*
		* Uses Unicode 13.0.0.
		*
		* @requires XRegExp, Unicode Base
		*/
		if (!XRegExp.addUnicodeData) throw new ReferenceError("Unicode Base must be loaded before Unicode Categories");
		XRegExp.addUnicodeData(_categories["default"]);
	};
	module.exports = exports.default;
}));
// node_modules/xregexp/tools/output/properties.js
var require_properties = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = [
		{
			"name": "ASCII",
			"bmp": "\0-"
		},
		{
			"name": "Alphabetic",
			"bmp": "A-Za-zªµºÀ-ÖØ-öø-ˁˆ-ˑˠ-ˤˬˮͅͰ-ʹͶͷͺ-ͽͿΆΈ-ΊΌΎ-ΡΣ-ϵϷ-ҁҊ-ԯԱ-Ֆՙՠ-ֈְ-ׇֽֿׁׂׅׄא-תׯ-ײؐ-ؚؠ-ٗٙ-ٟٮ-ۓە-ۜۡ-ۭۨ-ۯۺ-ۼۿܐ-ܿݍ-ޱߊ-ߪߴߵߺࠀ-ࠗࠚ-ࠬࡀ-ࡘࡠ-ࡪࢠ-ࢴࢶ-ࣇࣔ-ࣣࣟ-ࣰࣩ-ऻऽ-ौॎ-ॐॕ-ॣॱ-ঃঅ-ঌএঐও-নপ-রলশ-হঽ-ৄেৈোৌৎৗড়ঢ়য়-ৣৰৱৼਁ-ਃਅ-ਊਏਐਓ-ਨਪ-ਰਲਲ਼ਵਸ਼ਸਹਾ-ੂੇੈੋੌੑਖ਼-ੜਫ਼ੰ-ੵઁ-ઃઅ-ઍએ-ઑઓ-નપ-રલળવ-હઽ-ૅે-ૉોૌૐૠ-ૣૹ-ૼଁ-ଃଅ-ଌଏଐଓ-ନପ-ରଲଳଵ-ହଽ-ୄେୈୋୌୖୗଡ଼ଢ଼ୟ-ୣୱஂஃஅ-ஊஎ-ஐஒ-கஙசஜஞடணதந-பம-ஹா-ூெ-ைொ-ௌௐௗఀ-ఃఅ-ఌఎ-ఐఒ-నప-హఽ-ౄె-ైొ-ౌౕౖౘ-ౚౠ-ౣಀ-ಃಅ-ಌಎ-ಐಒ-ನಪ-ಳವ-ಹಽ-ೄೆ-ೈೊ-ೌೕೖೞೠ-ೣೱೲഀ-ഌഎ-ഐഒ-ഺഽ-ൄെ-ൈൊ-ൌൎൔ-ൗൟ-ൣൺ-ൿඁ-ඃඅ-ඖක-නඳ-රලව-ෆා-ුූෘ-ෟෲෳก-ฺเ-ๆํກຂຄຆ-ຊຌ-ຣລວ-ູົ-ຽເ-ໄໆໍໜ-ໟༀཀ-ཇཉ-ཬཱ-ཱྀྈ-ྗྙ-ྼက-ံးျ-ဿၐ-ႏႚ-ႝႠ-ჅჇჍა-ჺჼ-ቈቊ-ቍቐ-ቖቘቚ-ቝበ-ኈኊ-ኍነ-ኰኲ-ኵኸ-ኾዀዂ-ዅወ-ዖዘ-ጐጒ-ጕጘ-ፚᎀ-ᎏᎠ-Ᏽᏸ-ᏽᐁ-ᙬᙯ-ᙿᚁ-ᚚᚠ-ᛪᛮ-ᛸᜀ-ᜌᜎ-ᜓᜠ-ᜳᝀ-ᝓᝠ-ᝬᝮ-ᝰᝲᝳក-ឳា-ៈៗៜᠠ-ᡸᢀ-ᢪᢰ-ᣵᤀ-ᤞᤠ-ᤫᤰ-ᤸᥐ-ᥭᥰ-ᥴᦀ-ᦫᦰ-ᧉᨀ-ᨛᨠ-ᩞᩡ-ᩴᪧᪿᫀᬀ-ᬳᬵ-ᭃᭅ-ᭋᮀ-ᮩᮬ-ᮯᮺ-ᯥᯧ-ᯱᰀ-ᰶᱍ-ᱏᱚ-ᱽᲀ-ᲈᲐ-ᲺᲽ-Ჿᳩ-ᳬᳮ-ᳳᳵᳶᳺᴀ-ᶿᷧ-ᷴḀ-ἕἘ-Ἕἠ-ὅὈ-Ὅὐ-ὗὙὛὝὟ-ώᾀ-ᾴᾶ-ᾼιῂ-ῄῆ-ῌῐ-ΐῖ-Ίῠ-Ῥῲ-ῴῶ-ῼⁱⁿₐ-ₜℂℇℊ-ℓℕℙ-ℝℤΩℨK-ℭℯ-ℹℼ-ℿⅅ-ⅉⅎⅠ-ↈⒶ-ⓩⰀ-Ⱞⰰ-ⱞⱠ-ⳤⳫ-ⳮⳲⳳⴀ-ⴥⴧⴭⴰ-ⵧⵯⶀ-ⶖⶠ-ⶦⶨ-ⶮⶰ-ⶶⶸ-ⶾⷀ-ⷆⷈ-ⷎⷐ-ⷖⷘ-ⷞⷠ-ⷿⸯ々-〇〡-〩〱-〵〸-〼ぁ-ゖゝ-ゟァ-ヺー-ヿㄅ-ㄯㄱ-ㆎㆠ-ㆿㇰ-ㇿ㐀-䶿一-鿼ꀀ-ꒌꓐ-ꓽꔀ-ꘌꘐ-ꘟꘪꘫꙀ-ꙮꙴ-ꙻꙿ-ꛯꜗ-ꜟꜢ-ꞈꞋ-ꞿꟂ-ꟊꟵ-ꠅꠇ-ꠧꡀ-ꡳꢀ-ꣃꣅꣲ-ꣷꣻꣽ-ꣿꤊ-ꤪꤰ-ꥒꥠ-ꥼꦀ-ꦲꦴ-ꦿꧏꧠ-ꧯꧺ-ꧾꨀ-ꨶꩀ-ꩍꩠ-ꩶꩺ-ꪾꫀꫂꫛ-ꫝꫠ-ꫯꫲ-ꫵꬁ-ꬆꬉ-ꬎꬑ-ꬖꬠ-ꬦꬨ-ꬮꬰ-ꭚꭜ-ꭩꭰ-ꯪ가-힣ힰ-ퟆퟋ-ퟻ豈-舘並-龎ﬀ-ﬆﬓ-ﬗיִ-ﬨשׁ-זּטּ-לּמּנּסּףּפּצּ-ﮱﯓ-ﴽﵐ-ﶏﶒ-ﷇﷰ-ﷻﹰ-ﹴﹶ-ﻼＡ-Ｚａ-ｚｦ-ﾾￂ-ￇￊ-ￏￒ-ￗￚ-ￜ",
			"astral": "\ud800[\udc00-\udc0b\udc0d-\udc26\udc28-\udc3a\udc3c\udc3d\udc3f-\udc4d\udc50-\udc5d\udc80-\udcfa\udd40-\udd74\ude80-\ude9c\udea0-\uded0\udf00-\udf1f\udf2d-\udf4a\udf50-\udf7a\udf80-\udf9d\udfa0-\udfc3\udfc8-\udfcf\udfd1-\udfd5]|\ud801[\udc00-\udc9d\udcb0-\udcd3\udcd8-\udcfb\udd00-\udd27\udd30-\udd63\ude00-\udf36\udf40-\udf55\udf60-\udf67]|\ud802[\udc00-\udc05\udc08\udc0a-\udc35\udc37\udc38\udc3c\udc3f-\udc55\udc60-\udc76\udc80-\udc9e\udce0-\udcf2\udcf4\udcf5\udd00-\udd15\udd20-\udd39\udd80-\uddb7\uddbe\uddbf\ude00-\ude03\ude05\ude06\ude0c-\ude13\ude15-\ude17\ude19-\ude35\ude60-\ude7c\ude80-\ude9c\udec0-\udec7\udec9-\udee4\udf00-\udf35\udf40-\udf55\udf60-\udf72\udf80-\udf91]|\ud803[\udc00-\udc48\udc80-\udcb2\udcc0-\udcf2\udd00-\udd27\ude80-\udea9\udeab\udeac\udeb0\udeb1\udf00-\udf1c\udf27\udf30-\udf45\udfb0-\udfc4\udfe0-\udff6]|\ud804[\udc00-\udc45\udc82-\udcb8\udcd0-\udce8\udd00-\udd32\udd44-\udd47\udd50-\udd72\udd76\udd80-\uddbf\uddc1-\uddc4\uddce\uddcf\uddda\udddc\ude00-\ude11\ude13-\ude34\ude37\ude3e\ude80-\ude86\ude88\ude8a-\ude8d\ude8f-\ude9d\ude9f-\udea8\udeb0-\udee8\udf00-\udf03\udf05-\udf0c\udf0f\udf10\udf13-\udf28\udf2a-\udf30\udf32\udf33\udf35-\udf39\udf3d-\udf44\udf47\udf48\udf4b\udf4c\udf50\udf57\udf5d-\udf63]|\ud805[\udc00-\udc41\udc43-\udc45\udc47-\udc4a\udc5f-\udc61\udc80-\udcc1\udcc4\udcc5\udcc7\udd80-\uddb5\uddb8-\uddbe\uddd8-\udddd\ude00-\ude3e\ude40\ude44\ude80-\udeb5\udeb8\udf00-\udf1a\udf1d-\udf2a]|\ud806[\udc00-\udc38\udca0-\udcdf\udcff-\udd06\udd09\udd0c-\udd13\udd15\udd16\udd18-\udd35\udd37\udd38\udd3b\udd3c\udd3f-\udd42\udda0-\udda7\uddaa-\uddd7\uddda-\udddf\udde1\udde3\udde4\ude00-\ude32\ude35-\ude3e\ude50-\ude97\ude9d\udec0-\udef8]|\ud807[\udc00-\udc08\udc0a-\udc36\udc38-\udc3e\udc40\udc72-\udc8f\udc92-\udca7\udca9-\udcb6\udd00-\udd06\udd08\udd09\udd0b-\udd36\udd3a\udd3c\udd3d\udd3f-\udd41\udd43\udd46\udd47\udd60-\udd65\udd67\udd68\udd6a-\udd8e\udd90\udd91\udd93-\udd96\udd98\udee0-\udef6\udfb0]|\ud808[\udc00-\udf99]|\ud809[\udc00-\udc6e\udc80-\udd43]|[\ud80c\ud81c-\ud820\ud822\ud840-\ud868\ud86a-\ud86c\ud86f-\ud872\ud874-\ud879\ud880-\ud883][\udc00-\udfff]|\ud80d[\udc00-\udc2e]|\ud811[\udc00-\ude46]|\ud81a[\udc00-\ude38\ude40-\ude5e\uded0-\udeed\udf00-\udf2f\udf40-\udf43\udf63-\udf77\udf7d-\udf8f]|\ud81b[\ude40-\ude7f\udf00-\udf4a\udf4f-\udf87\udf8f-\udf9f\udfe0\udfe1\udfe3\udff0\udff1]|\ud821[\udc00-\udff7]|\ud823[\udc00-\udcd5\udd00-\udd08]|\ud82c[\udc00-\udd1e\udd50-\udd52\udd64-\udd67\udd70-\udefb]|\ud82f[\udc00-\udc6a\udc70-\udc7c\udc80-\udc88\udc90-\udc99\udc9e]|\ud835[\udc00-\udc54\udc56-\udc9c\udc9e\udc9f\udca2\udca5\udca6\udca9-\udcac\udcae-\udcb9\udcbb\udcbd-\udcc3\udcc5-\udd05\udd07-\udd0a\udd0d-\udd14\udd16-\udd1c\udd1e-\udd39\udd3b-\udd3e\udd40-\udd44\udd46\udd4a-\udd50\udd52-\udea5\udea8-\udec0\udec2-\udeda\udedc-\udefa\udefc-\udf14\udf16-\udf34\udf36-\udf4e\udf50-\udf6e\udf70-\udf88\udf8a-\udfa8\udfaa-\udfc2\udfc4-\udfcb]|\ud838[\udc00-\udc06\udc08-\udc18\udc1b-\udc21\udc23\udc24\udc26-\udc2a\udd00-\udd2c\udd37-\udd3d\udd4e\udec0-\udeeb]|\ud83a[\udc00-\udcc4\udd00-\udd43\udd47\udd4b]|\ud83b[\ude00-\ude03\ude05-\ude1f\ude21\ude22\ude24\ude27\ude29-\ude32\ude34-\ude37\ude39\ude3b\ude42\ude47\ude49\ude4b\ude4d-\ude4f\ude51\ude52\ude54\ude57\ude59\ude5b\ude5d\ude5f\ude61\ude62\ude64\ude67-\ude6a\ude6c-\ude72\ude74-\ude77\ude79-\ude7c\ude7e\ude80-\ude89\ude8b-\ude9b\udea1-\udea3\udea5-\udea9\udeab-\udebb]|\ud83c[\udd30-\udd49\udd50-\udd69\udd70-\udd89]|\ud869[\udc00-\udedd\udf00-\udfff]|\ud86d[\udc00-\udf34\udf40-\udfff]|\ud86e[\udc00-\udc1d\udc20-\udfff]|\ud873[\udc00-\udea1\udeb0-\udfff]|\ud87a[\udc00-\udfe0]|\ud87e[\udc00-\ude1d]|\ud884[\udc00-\udf4a]"
		},
		{
			"name": "Any",
			"isBmpLast": true,
			"bmp": "\0-￿",
			"astral": "[\ud800-\udbff][\udc00-\udfff]"
		},
		{
			"name": "Default_Ignorable_Code_Point",
			"bmp": "­͏؜ᅟᅠ឴឵᠋-᠎​-‏‪-‮⁠-⁯ㅤ︀-️﻿ﾠ￰-￸",
			"astral": "\ud82f[\udca0-\udca3]|\ud834[\udd73-\udd7a]|[\udb40-\udb43][\udc00-\udfff]"
		},
		{
			"name": "Lowercase",
			"bmp": "a-zªµºß-öø-ÿāăąćĉċčďđēĕėęěĝğġģĥħĩīĭįıĳĵķĸĺļľŀłńņňŉŋōŏőœŕŗřśŝşšţťŧũūŭůűųŵŷźżž-ƀƃƅƈƌƍƒƕƙ-ƛƞơƣƥƨƪƫƭưƴƶƹƺƽ-ƿǆǉǌǎǐǒǔǖǘǚǜǝǟǡǣǥǧǩǫǭǯǰǳǵǹǻǽǿȁȃȅȇȉȋȍȏȑȓȕȗșțȝȟȡȣȥȧȩȫȭȯȱȳ-ȹȼȿɀɂɇɉɋɍɏ-ʓʕ-ʸˀˁˠ-ˤͅͱͳͷͺ-ͽΐά-ώϐϑϕ-ϗϙϛϝϟϡϣϥϧϩϫϭϯ-ϳϵϸϻϼа-џѡѣѥѧѩѫѭѯѱѳѵѷѹѻѽѿҁҋҍҏґғҕҗҙқҝҟҡңҥҧҩҫҭүұҳҵҷҹһҽҿӂӄӆӈӊӌӎӏӑӓӕӗәӛӝӟӡӣӥӧөӫӭӯӱӳӵӷӹӻӽӿԁԃԅԇԉԋԍԏԑԓԕԗԙԛԝԟԡԣԥԧԩԫԭԯՠ-ֈა-ჺჽ-ჿᏸ-ᏽᲀ-ᲈᴀ-ᶿḁḃḅḇḉḋḍḏḑḓḕḗḙḛḝḟḡḣḥḧḩḫḭḯḱḳḵḷḹḻḽḿṁṃṅṇṉṋṍṏṑṓṕṗṙṛṝṟṡṣṥṧṩṫṭṯṱṳṵṷṹṻṽṿẁẃẅẇẉẋẍẏẑẓẕ-ẝẟạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹỻỽỿ-ἇἐ-ἕἠ-ἧἰ-ἷὀ-ὅὐ-ὗὠ-ὧὰ-ώᾀ-ᾇᾐ-ᾗᾠ-ᾧᾰ-ᾴᾶᾷιῂ-ῄῆῇῐ-ΐῖῗῠ-ῧῲ-ῴῶῷⁱⁿₐ-ₜℊℎℏℓℯℴℹℼℽⅆ-ⅉⅎⅰ-ⅿↄⓐ-ⓩⰰ-ⱞⱡⱥⱦⱨⱪⱬⱱⱳⱴⱶ-ⱽⲁⲃⲅⲇⲉⲋⲍⲏⲑⲓⲕⲗⲙⲛⲝⲟⲡⲣⲥⲧⲩⲫⲭⲯⲱⲳⲵⲷⲹⲻⲽⲿⳁⳃⳅⳇⳉⳋⳍⳏⳑⳓⳕⳗⳙⳛⳝⳟⳡⳣⳤⳬⳮⳳⴀ-ⴥⴧⴭꙁꙃꙅꙇꙉꙋꙍꙏꙑꙓꙕꙗꙙꙛꙝꙟꙡꙣꙥꙧꙩꙫꙭꚁꚃꚅꚇꚉꚋꚍꚏꚑꚓꚕꚗꚙꚛ-ꚝꜣꜥꜧꜩꜫꜭꜯ-ꜱꜳꜵꜷꜹꜻꜽꜿꝁꝃꝅꝇꝉꝋꝍꝏꝑꝓꝕꝗꝙꝛꝝꝟꝡꝣꝥꝧꝩꝫꝭꝯ-ꝸꝺꝼꝿꞁꞃꞅꞇꞌꞎꞑꞓ-ꞕꞗꞙꞛꞝꞟꞡꞣꞥꞧꞩꞯꞵꞷꞹꞻꞽꞿꟃꟈꟊꟶꟸ-ꟺꬰ-ꭚꭜ-ꭨꭰ-ꮿﬀ-ﬆﬓ-ﬗａ-ｚ",
			"astral": "\ud801[\udc28-\udc4f\udcd8-\udcfb]|\ud803[\udcc0-\udcf2]|\ud806[\udcc0-\udcdf]|\ud81b[\ude60-\ude7f]|\ud835[\udc1a-\udc33\udc4e-\udc54\udc56-\udc67\udc82-\udc9b\udcb6-\udcb9\udcbb\udcbd-\udcc3\udcc5-\udccf\udcea-\udd03\udd1e-\udd37\udd52-\udd6b\udd86-\udd9f\uddba-\uddd3\uddee-\ude07\ude22-\ude3b\ude56-\ude6f\ude8a-\udea5\udec2-\udeda\udedc-\udee1\udefc-\udf14\udf16-\udf1b\udf36-\udf4e\udf50-\udf55\udf70-\udf88\udf8a-\udf8f\udfaa-\udfc2\udfc4-\udfc9\udfcb]|\ud83a[\udd22-\udd43]"
		},
		{
			"name": "Noncharacter_Code_Point",
			"bmp": "﷐-﷯￾￿",
			"astral": "[\ud83f\ud87f\ud8bf\ud8ff\ud93f\ud97f\ud9bf\ud9ff\uda3f\uda7f\udabf\udaff\udb3f\udb7f\udbbf\udbff][\udffe\udfff]"
		},
		{
			"name": "Uppercase",
			"bmp": "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĲĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽƁƂƄƆƇƉ-ƋƎ-ƑƓƔƖ-ƘƜƝƟƠƢƤƦƧƩƬƮƯƱ-ƳƵƷƸƼǄǇǊǍǏǑǓǕǗǙǛǞǠǢǤǦǨǪǬǮǱǴǶ-ǸǺǼǾȀȂȄȆȈȊȌȎȐȒȔȖȘȚȜȞȠȢȤȦȨȪȬȮȰȲȺȻȽȾɁɃ-ɆɈɊɌɎͰͲͶͿΆΈ-ΊΌΎΏΑ-ΡΣ-ΫϏϒ-ϔϘϚϜϞϠϢϤϦϨϪϬϮϴϷϹϺϽ-ЯѠѢѤѦѨѪѬѮѰѲѴѶѸѺѼѾҀҊҌҎҐҒҔҖҘҚҜҞҠҢҤҦҨҪҬҮҰҲҴҶҸҺҼҾӀӁӃӅӇӉӋӍӐӒӔӖӘӚӜӞӠӢӤӦӨӪӬӮӰӲӴӶӸӺӼӾԀԂԄԆԈԊԌԎԐԒԔԖԘԚԜԞԠԢԤԦԨԪԬԮԱ-ՖႠ-ჅჇჍᎠ-ᏵᲐ-ᲺᲽ-ᲿḀḂḄḆḈḊḌḎḐḒḔḖḘḚḜḞḠḢḤḦḨḪḬḮḰḲḴḶḸḺḼḾṀṂṄṆṈṊṌṎṐṒṔṖṘṚṜṞṠṢṤṦṨṪṬṮṰṲṴṶṸṺṼṾẀẂẄẆẈẊẌẎẐẒẔẞẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸỺỼỾἈ-ἏἘ-ἝἨ-ἯἸ-ἿὈ-ὍὙὛὝὟὨ-ὯᾸ-ΆῈ-ΉῘ-ΊῨ-ῬῸ-Ώℂℇℋ-ℍℐ-ℒℕℙ-ℝℤΩℨK-ℭℰ-ℳℾℿⅅⅠ-ⅯↃⒶ-ⓏⰀ-ⰮⱠⱢ-ⱤⱧⱩⱫⱭ-ⱰⱲⱵⱾ-ⲀⲂⲄⲆⲈⲊⲌⲎⲐⲒⲔⲖⲘⲚⲜⲞⲠⲢⲤⲦⲨⲪⲬⲮⲰⲲⲴⲶⲸⲺⲼⲾⳀⳂⳄⳆⳈⳊⳌⳎⳐⳒⳔⳖⳘⳚⳜⳞⳠⳢⳫⳭⳲꙀꙂꙄꙆꙈꙊꙌꙎꙐꙒꙔꙖꙘꙚꙜꙞꙠꙢꙤꙦꙨꙪꙬꚀꚂꚄꚆꚈꚊꚌꚎꚐꚒꚔꚖꚘꚚꜢꜤꜦꜨꜪꜬꜮꜲꜴꜶꜸꜺꜼꜾꝀꝂꝄꝆꝈꝊꝌꝎꝐꝒꝔꝖꝘꝚꝜꝞꝠꝢꝤꝦꝨꝪꝬꝮꝹꝻꝽꝾꞀꞂꞄꞆꞋꞍꞐꞒꞖꞘꞚꞜꞞꞠꞢꞤꞦꞨꞪ-ꞮꞰ-ꞴꞶꞸꞺꞼꞾꟂꟄ-ꟇꟉꟵＡ-Ｚ",
			"astral": "\ud801[\udc00-\udc27\udcb0-\udcd3]|\ud803[\udc80-\udcb2]|\ud806[\udca0-\udcbf]|\ud81b[\ude40-\ude5f]|\ud835[\udc00-\udc19\udc34-\udc4d\udc68-\udc81\udc9c\udc9e\udc9f\udca2\udca5\udca6\udca9-\udcac\udcae-\udcb5\udcd0-\udce9\udd04\udd05\udd07-\udd0a\udd0d-\udd14\udd16-\udd1c\udd38\udd39\udd3b-\udd3e\udd40-\udd44\udd46\udd4a-\udd50\udd6c-\udd85\udda0-\uddb9\uddd4-\udded\ude08-\ude21\ude3c-\ude55\ude70-\ude89\udea8-\udec0\udee2-\udefa\udf1c-\udf34\udf56-\udf6e\udf90-\udfa8\udfca]|\ud83a[\udd00-\udd21]|\ud83c[\udd30-\udd49\udd50-\udd69\udd70-\udd89]"
		},
		{
			"name": "White_Space",
			"bmp": "	-\r \xA0  - \u2028\u2029  　"
		}
	];
}));
// node_modules/xregexp/lib/addons/unicode-properties.js
var require_unicode_properties = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var _interopRequireDefault = require_interopRequireDefault();
	require_define_property()(exports, "__esModule", { value: true });
	exports["default"] = void 0;
	var _properties = _interopRequireDefault(require_properties());
	/*!
	* XRegExp Unicode Properties 4.4.1
	* <xregexp.com>
	* Steven Levithan (c) 2012-present MIT License
	* Unicode data by Mathias Bynens <mathiasbynens.be>
	*/
	exports["default"] = function _default(XRegExp) {
		/**
		* Adds properties to meet the UTS #18 Level 1 RL1.2 requirements for Unicode regex support. See
		* <http://unicode.org/reports/tr18/#RL1.2>. Following are definitions of these properties from
		* UAX #44 <http://unicode.org/reports/tr44/>:
		*
		* - Alphabetic
		*   Characters with the Alphabetic property. Generated from: Lowercase + Uppercase + Lt + Lm +
		*   Lo + Nl + Other_Alphabetic.
		*
		* - Default_Ignorable_Code_Point
		*   For programmatic determination of default ignorable code points. New characters that should
		*   be ignored in rendering (unless explicitly supported) will be assigned in these ranges,
		*   permitting programs to correctly handle the default rendering of such characters when not
		*   otherwise supported.
		*
		* - Lowercase
		*   Characters with the Lowercase property. Generated from: Ll + Other_Lowercase.
		*
		* - Noncharacter_Code_Point
		*   Code points permanently reserved for internal use.
		*
		* - Uppercase
		*   Characters with the Uppercase property. Generated from: Lu + Other_Uppercase.
		*
		* - White_Space
		*   Spaces, separator characters and other control characters which should be treated by
		*   programming languages as "white space" for the purpose of parsing elements.
		*
		* The properties ASCII, Any, and Assigned are also included but are not defined in UAX #44. UTS
		* #18 RL1.2 additionally requires support for Unicode scripts and general categories. These are
		* included in XRegExp's Unicode Categories and Unicode Scripts addons.
		*
		* Token names are case insensitive, and any spaces, hyphens, and underscores are ignored.
		*
		* Uses Unicode 13.0.0.
		*
		* @requires XRegExp, Unicode Base
		*/
		if (!XRegExp.addUnicodeData) throw new ReferenceError("Unicode Base must be loaded before Unicode Properties");
		var unicodeData = _properties["default"];
		unicodeData.push({
			name: "Assigned",
			inverseOf: "Cn"
		});
		XRegExp.addUnicodeData(unicodeData);
	};
	module.exports = exports.default;
}));
// node_modules/xregexp/tools/output/scripts.js
var require_scripts = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = [
		{
			"name": "Adlam",
			"astral": "\ud83a[\udd00-\udd4b\udd50-\udd59\udd5e\udd5f]"
		},
		{
			"name": "Ahom",
			"astral": "\ud805[\udf00-\udf1a\udf1d-\udf2b\udf30-\udf3f]"
		},
		{
			"name": "Anatolian_Hieroglyphs",
			"astral": "\ud811[\udc00-\ude46]"
		},
		{
			"name": "Arabic",
			"bmp": "؀-؄؆-؋؍-ؚ؜؞ؠ-ؿف-يٖ-ٯٱ-ۜ۞-ۿݐ-ݿࢠ-ࢴࢶ-ࣇ࣓-ࣣ࣡-ࣿﭐ-﯁ﯓ-ﴽﵐ-ﶏﶒ-ﷇﷰ-﷽ﹰ-ﹴﹶ-ﻼ",
			"astral": "\ud803[\ude60-\ude7e]|\ud83b[\ude00-\ude03\ude05-\ude1f\ude21\ude22\ude24\ude27\ude29-\ude32\ude34-\ude37\ude39\ude3b\ude42\ude47\ude49\ude4b\ude4d-\ude4f\ude51\ude52\ude54\ude57\ude59\ude5b\ude5d\ude5f\ude61\ude62\ude64\ude67-\ude6a\ude6c-\ude72\ude74-\ude77\ude79-\ude7c\ude7e\ude80-\ude89\ude8b-\ude9b\udea1-\udea3\udea5-\udea9\udeab-\udebb\udef0\udef1]"
		},
		{
			"name": "Armenian",
			"bmp": "Ա-Ֆՙ-֊֍-֏ﬓ-ﬗ"
		},
		{
			"name": "Avestan",
			"astral": "\ud802[\udf00-\udf35\udf39-\udf3f]"
		},
		{
			"name": "Balinese",
			"bmp": "ᬀ-ᭋ᭐-᭼"
		},
		{
			"name": "Bamum",
			"bmp": "ꚠ-꛷",
			"astral": "\ud81a[\udc00-\ude38]"
		},
		{
			"name": "Bassa_Vah",
			"astral": "\ud81a[\uded0-\udeed\udef0-\udef5]"
		},
		{
			"name": "Batak",
			"bmp": "ᯀ-᯳᯼-᯿"
		},
		{
			"name": "Bengali",
			"bmp": "ঀ-ঃঅ-ঌএঐও-নপ-রলশ-হ়-ৄেৈো-ৎৗড়ঢ়য়-ৣ০-৾"
		},
		{
			"name": "Bhaiksuki",
			"astral": "\ud807[\udc00-\udc08\udc0a-\udc36\udc38-\udc45\udc50-\udc6c]"
		},
		{
			"name": "Bopomofo",
			"bmp": "˪˫ㄅ-ㄯㆠ-ㆿ"
		},
		{
			"name": "Brahmi",
			"astral": "\ud804[\udc00-\udc4d\udc52-\udc6f\udc7f]"
		},
		{
			"name": "Braille",
			"bmp": "⠀-⣿"
		},
		{
			"name": "Buginese",
			"bmp": "ᨀ-ᨛ᨞᨟"
		},
		{
			"name": "Buhid",
			"bmp": "ᝀ-ᝓ"
		},
		{
			"name": "Canadian_Aboriginal",
			"bmp": "᐀-ᙿᢰ-ᣵ"
		},
		{
			"name": "Carian",
			"astral": "\ud800[\udea0-\uded0]"
		},
		{
			"name": "Caucasian_Albanian",
			"astral": "\ud801[\udd30-\udd63\udd6f]"
		},
		{
			"name": "Chakma",
			"astral": "\ud804[\udd00-\udd34\udd36-\udd47]"
		},
		{
			"name": "Cham",
			"bmp": "ꨀ-ꨶꩀ-ꩍ꩐-꩙꩜-꩟"
		},
		{
			"name": "Cherokee",
			"bmp": "Ꭰ-Ᏽᏸ-ᏽꭰ-ꮿ"
		},
		{
			"name": "Chorasmian",
			"astral": "\ud803[\udfb0-\udfcb]"
		},
		{
			"name": "Common",
			"bmp": "\0-@\\[-`\\{-©«-¹»-¿×÷ʹ-˟˥-˩ˬ-˿ʹ;΅·؅،؛؟ـ۝࣢।॥฿࿕-࿘჻᛫-᛭᜵᜶᠂᠃᠅᳓᳡ᳩ-ᳬᳮ-ᳳᳵ-᳷ᳺ -​‎-⁤⁦-⁰⁴-⁾₀-₎₠-₿℀-℥℧-℩ℬ-ℱℳ-⅍⅏-⅟↉-↋←-␦⑀-⑊①-⟿⤀-⭳⭶-⮕⮗-⯿⸀-⹒⿰-⿻　-〄〆〈-〠〰-〷〼-〿゛゜゠・ー㆐-㆟㇀-㇣㈠-㉟㉿-㋏㋿㍘-㏿䷀-䷿꜀-꜡ꞈ-꞊꠰-꠹꤮ꧏ꭛꭪꭫﴾﴿︐-︙︰-﹒﹔-﹦﹨-﹫﻿！-＠［-｀｛-･ｰﾞﾟ￠-￦￨-￮￹-�",
			"astral": "\ud800[\udd00-\udd02\udd07-\udd33\udd37-\udd3f\udd90-\udd9c\uddd0-\uddfc\udee1-\udefb]|\ud81b[\udfe2\udfe3]|\ud82f[\udca0-\udca3]|\ud834[\udc00-\udcf5\udd00-\udd26\udd29-\udd66\udd6a-\udd7a\udd83\udd84\udd8c-\udda9\uddae-\udde8\udee0-\udef3\udf00-\udf56\udf60-\udf78]|\ud835[\udc00-\udc54\udc56-\udc9c\udc9e\udc9f\udca2\udca5\udca6\udca9-\udcac\udcae-\udcb9\udcbb\udcbd-\udcc3\udcc5-\udd05\udd07-\udd0a\udd0d-\udd14\udd16-\udd1c\udd1e-\udd39\udd3b-\udd3e\udd40-\udd44\udd46\udd4a-\udd50\udd52-\udea5\udea8-\udfcb\udfce-\udfff]|\ud83b[\udc71-\udcb4\udd01-\udd3d]|\ud83c[\udc00-\udc2b\udc30-\udc93\udca0-\udcae\udcb1-\udcbf\udcc1-\udccf\udcd1-\udcf5\udd00-\uddad\udde6-\uddff\ude01\ude02\ude10-\ude3b\ude40-\ude48\ude50\ude51\ude60-\ude65\udf00-\udfff]|\ud83d[\udc00-\uded7\udee0-\udeec\udef0-\udefc\udf00-\udf73\udf80-\udfd8\udfe0-\udfeb]|\ud83e[\udc00-\udc0b\udc10-\udc47\udc50-\udc59\udc60-\udc87\udc90-\udcad\udcb0\udcb1\udd00-\udd78\udd7a-\uddcb\uddcd-\ude53\ude60-\ude6d\ude70-\ude74\ude78-\ude7a\ude80-\ude86\ude90-\udea8\udeb0-\udeb6\udec0-\udec2\uded0-\uded6\udf00-\udf92\udf94-\udfca\udff0-\udff9]|\udb40[\udc01\udc20-\udc7f]"
		},
		{
			"name": "Coptic",
			"bmp": "Ϣ-ϯⲀ-ⳳ⳹-⳿"
		},
		{
			"name": "Cuneiform",
			"astral": "\ud808[\udc00-\udf99]|\ud809[\udc00-\udc6e\udc70-\udc74\udc80-\udd43]"
		},
		{
			"name": "Cypriot",
			"astral": "\ud802[\udc00-\udc05\udc08\udc0a-\udc35\udc37\udc38\udc3c\udc3f]"
		},
		{
			"name": "Cyrillic",
			"bmp": "Ѐ-҄҇-ԯᲀ-ᲈᴫᵸⷠ-ⷿꙀ-ꚟ︮︯"
		},
		{
			"name": "Deseret",
			"astral": "\ud801[\udc00-\udc4f]"
		},
		{
			"name": "Devanagari",
			"bmp": "ऀ-ॐॕ-ॣ०-ॿ꣠-ꣿ"
		},
		{
			"name": "Dives_Akuru",
			"astral": "\ud806[\udd00-\udd06\udd09\udd0c-\udd13\udd15\udd16\udd18-\udd35\udd37\udd38\udd3b-\udd46\udd50-\udd59]"
		},
		{
			"name": "Dogra",
			"astral": "\ud806[\udc00-\udc3b]"
		},
		{
			"name": "Duployan",
			"astral": "\ud82f[\udc00-\udc6a\udc70-\udc7c\udc80-\udc88\udc90-\udc99\udc9c-\udc9f]"
		},
		{
			"name": "Egyptian_Hieroglyphs",
			"astral": "\ud80c[\udc00-\udfff]|\ud80d[\udc00-\udc2e\udc30-\udc38]"
		},
		{
			"name": "Elbasan",
			"astral": "\ud801[\udd00-\udd27]"
		},
		{
			"name": "Elymaic",
			"astral": "\ud803[\udfe0-\udff6]"
		},
		{
			"name": "Ethiopic",
			"bmp": "ሀ-ቈቊ-ቍቐ-ቖቘቚ-ቝበ-ኈኊ-ኍነ-ኰኲ-ኵኸ-ኾዀዂ-ዅወ-ዖዘ-ጐጒ-ጕጘ-ፚ፝-፼ᎀ-᎙ⶀ-ⶖⶠ-ⶦⶨ-ⶮⶰ-ⶶⶸ-ⶾⷀ-ⷆⷈ-ⷎⷐ-ⷖⷘ-ⷞꬁ-ꬆꬉ-ꬎꬑ-ꬖꬠ-ꬦꬨ-ꬮ"
		},
		{
			"name": "Georgian",
			"bmp": "Ⴀ-ჅჇჍა-ჺჼ-ჿᲐ-ᲺᲽ-Ჿⴀ-ⴥⴧⴭ"
		},
		{
			"name": "Glagolitic",
			"bmp": "Ⰰ-Ⱞⰰ-ⱞ",
			"astral": "\ud838[\udc00-\udc06\udc08-\udc18\udc1b-\udc21\udc23\udc24\udc26-\udc2a]"
		},
		{
			"name": "Gothic",
			"astral": "\ud800[\udf30-\udf4a]"
		},
		{
			"name": "Grantha",
			"astral": "\ud804[\udf00-\udf03\udf05-\udf0c\udf0f\udf10\udf13-\udf28\udf2a-\udf30\udf32\udf33\udf35-\udf39\udf3c-\udf44\udf47\udf48\udf4b-\udf4d\udf50\udf57\udf5d-\udf63\udf66-\udf6c\udf70-\udf74]"
		},
		{
			"name": "Greek",
			"bmp": "Ͱ-ͳ͵-ͷͺ-ͽͿ΄ΆΈ-ΊΌΎ-ΡΣ-ϡϰ-Ͽᴦ-ᴪᵝ-ᵡᵦ-ᵪᶿἀ-ἕἘ-Ἕἠ-ὅὈ-Ὅὐ-ὗὙὛὝὟ-ώᾀ-ᾴᾶ-ῄῆ-ΐῖ-Ί῝-`ῲ-ῴῶ-῾Ωꭥ",
			"astral": "\ud800[\udd40-\udd8e\udda0]|\ud834[\ude00-\ude45]"
		},
		{
			"name": "Gujarati",
			"bmp": "ઁ-ઃઅ-ઍએ-ઑઓ-નપ-રલળવ-હ઼-ૅે-ૉો-્ૐૠ-ૣ૦-૱ૹ-૿"
		},
		{
			"name": "Gunjala_Gondi",
			"astral": "\ud807[\udd60-\udd65\udd67\udd68\udd6a-\udd8e\udd90\udd91\udd93-\udd98\udda0-\udda9]"
		},
		{
			"name": "Gurmukhi",
			"bmp": "ਁ-ਃਅ-ਊਏਐਓ-ਨਪ-ਰਲਲ਼ਵਸ਼ਸਹ਼ਾ-ੂੇੈੋ-੍ੑਖ਼-ੜਫ਼੦-੶"
		},
		{
			"name": "Han",
			"bmp": "⺀-⺙⺛-⻳⼀-⿕々〇〡-〩〸-〻㐀-䶿一-鿼豈-舘並-龎",
			"astral": "\ud81b[\udff0\udff1]|[\ud840-\ud868\ud86a-\ud86c\ud86f-\ud872\ud874-\ud879\ud880-\ud883][\udc00-\udfff]|\ud869[\udc00-\udedd\udf00-\udfff]|\ud86d[\udc00-\udf34\udf40-\udfff]|\ud86e[\udc00-\udc1d\udc20-\udfff]|\ud873[\udc00-\udea1\udeb0-\udfff]|\ud87a[\udc00-\udfe0]|\ud87e[\udc00-\ude1d]|\ud884[\udc00-\udf4a]"
		},
		{
			"name": "Hangul",
			"bmp": "ᄀ-ᇿ〮〯ㄱ-ㆎ㈀-㈞㉠-㉾ꥠ-ꥼ가-힣ힰ-ퟆퟋ-ퟻﾠ-ﾾￂ-ￇￊ-ￏￒ-ￗￚ-ￜ"
		},
		{
			"name": "Hanifi_Rohingya",
			"astral": "\ud803[\udd00-\udd27\udd30-\udd39]"
		},
		{
			"name": "Hanunoo",
			"bmp": "ᜠ-᜴"
		},
		{
			"name": "Hatran",
			"astral": "\ud802[\udce0-\udcf2\udcf4\udcf5\udcfb-\udcff]"
		},
		{
			"name": "Hebrew",
			"bmp": "֑-ׇא-תׯ-״יִ-זּטּ-לּמּנּסּףּפּצּ-ﭏ"
		},
		{
			"name": "Hiragana",
			"bmp": "ぁ-ゖゝ-ゟ",
			"astral": "\ud82c[\udc01-\udd1e\udd50-\udd52]|🈀"
		},
		{
			"name": "Imperial_Aramaic",
			"astral": "\ud802[\udc40-\udc55\udc57-\udc5f]"
		},
		{
			"name": "Inherited",
			"bmp": "̀-ًͯ҅҆-ٰٕ॑-॔᪰-ᫀ᳐-᳔᳒-᳢᳠-᳨᳭᳴᳸᳹᷀-᷹᷻-᷿‌‍⃐-〪⃰-゙゚〭︀-️︠-︭",
			"astral": "\ud800[\uddfd\udee0]|𑌻|\ud834[\udd67-\udd69\udd7b-\udd82\udd85-\udd8b\uddaa-\uddad]|\udb40[\udd00-\uddef]"
		},
		{
			"name": "Inscriptional_Pahlavi",
			"astral": "\ud802[\udf60-\udf72\udf78-\udf7f]"
		},
		{
			"name": "Inscriptional_Parthian",
			"astral": "\ud802[\udf40-\udf55\udf58-\udf5f]"
		},
		{
			"name": "Javanese",
			"bmp": "ꦀ-꧍꧐-꧙꧞꧟"
		},
		{
			"name": "Kaithi",
			"astral": "\ud804[\udc80-\udcc1\udccd]"
		},
		{
			"name": "Kannada",
			"bmp": "ಀ-ಌಎ-ಐಒ-ನಪ-ಳವ-ಹ಼-ೄೆ-ೈೊ-್ೕೖೞೠ-ೣ೦-೯ೱೲ"
		},
		{
			"name": "Katakana",
			"bmp": "ァ-ヺヽ-ヿㇰ-ㇿ㋐-㋾㌀-㍗ｦ-ｯｱ-ﾝ",
			"astral": "\ud82c[\udc00\udd64-\udd67]"
		},
		{
			"name": "Kayah_Li",
			"bmp": "꤀-꤭꤯"
		},
		{
			"name": "Kharoshthi",
			"astral": "\ud802[\ude00-\ude03\ude05\ude06\ude0c-\ude13\ude15-\ude17\ude19-\ude35\ude38-\ude3a\ude3f-\ude48\ude50-\ude58]"
		},
		{
			"name": "Khitan_Small_Script",
			"astral": "𖿤|\ud822[\udf00-\udfff]|\ud823[\udc00-\udcd5]"
		},
		{
			"name": "Khmer",
			"bmp": "ក-៝០-៩៰-៹᧠-᧿"
		},
		{
			"name": "Khojki",
			"astral": "\ud804[\ude00-\ude11\ude13-\ude3e]"
		},
		{
			"name": "Khudawadi",
			"astral": "\ud804[\udeb0-\udeea\udef0-\udef9]"
		},
		{
			"name": "Lao",
			"bmp": "ກຂຄຆ-ຊຌ-ຣລວ-ຽເ-ໄໆ່-ໍ໐-໙ໜ-ໟ"
		},
		{
			"name": "Latin",
			"bmp": "A-Za-zªºÀ-ÖØ-öø-ʸˠ-ˤᴀ-ᴥᴬ-ᵜᵢ-ᵥᵫ-ᵷᵹ-ᶾḀ-ỿⁱⁿₐ-ₜKÅℲⅎⅠ-ↈⱠ-ⱿꜢ-ꞇꞋ-ꞿꟂ-ꟊꟵ-ꟿꬰ-ꭚꭜ-ꭤꭦ-ꭩﬀ-ﬆＡ-Ｚａ-ｚ"
		},
		{
			"name": "Lepcha",
			"bmp": "ᰀ-᰷᰻-᱉ᱍ-ᱏ"
		},
		{
			"name": "Limbu",
			"bmp": "ᤀ-ᤞᤠ-ᤫᤰ-᤻᥀᥄-᥏"
		},
		{
			"name": "Linear_A",
			"astral": "\ud801[\ude00-\udf36\udf40-\udf55\udf60-\udf67]"
		},
		{
			"name": "Linear_B",
			"astral": "\ud800[\udc00-\udc0b\udc0d-\udc26\udc28-\udc3a\udc3c\udc3d\udc3f-\udc4d\udc50-\udc5d\udc80-\udcfa]"
		},
		{
			"name": "Lisu",
			"bmp": "ꓐ-꓿",
			"astral": "𑾰"
		},
		{
			"name": "Lycian",
			"astral": "\ud800[\ude80-\ude9c]"
		},
		{
			"name": "Lydian",
			"astral": "\ud802[\udd20-\udd39\udd3f]"
		},
		{
			"name": "Mahajani",
			"astral": "\ud804[\udd50-\udd76]"
		},
		{
			"name": "Makasar",
			"astral": "\ud807[\udee0-\udef8]"
		},
		{
			"name": "Malayalam",
			"bmp": "ഀ-ഌഎ-ഐഒ-ൄെ-ൈൊ-൏ൔ-ൣ൦-ൿ"
		},
		{
			"name": "Mandaic",
			"bmp": "ࡀ-࡛࡞"
		},
		{
			"name": "Manichaean",
			"astral": "\ud802[\udec0-\udee6\udeeb-\udef6]"
		},
		{
			"name": "Marchen",
			"astral": "\ud807[\udc70-\udc8f\udc92-\udca7\udca9-\udcb6]"
		},
		{
			"name": "Masaram_Gondi",
			"astral": "\ud807[\udd00-\udd06\udd08\udd09\udd0b-\udd36\udd3a\udd3c\udd3d\udd3f-\udd47\udd50-\udd59]"
		},
		{
			"name": "Medefaidrin",
			"astral": "\ud81b[\ude40-\ude9a]"
		},
		{
			"name": "Meetei_Mayek",
			"bmp": "ꫠ-꫶ꯀ-꯭꯰-꯹"
		},
		{
			"name": "Mende_Kikakui",
			"astral": "\ud83a[\udc00-\udcc4\udcc7-\udcd6]"
		},
		{
			"name": "Meroitic_Cursive",
			"astral": "\ud802[\udda0-\uddb7\uddbc-\uddcf\uddd2-\uddff]"
		},
		{
			"name": "Meroitic_Hieroglyphs",
			"astral": "\ud802[\udd80-\udd9f]"
		},
		{
			"name": "Miao",
			"astral": "\ud81b[\udf00-\udf4a\udf4f-\udf87\udf8f-\udf9f]"
		},
		{
			"name": "Modi",
			"astral": "\ud805[\ude00-\ude44\ude50-\ude59]"
		},
		{
			"name": "Mongolian",
			"bmp": "᠀᠁᠄᠆-᠎᠐-᠙ᠠ-ᡸᢀ-ᢪ",
			"astral": "\ud805[\ude60-\ude6c]"
		},
		{
			"name": "Mro",
			"astral": "\ud81a[\ude40-\ude5e\ude60-\ude69\ude6e\ude6f]"
		},
		{
			"name": "Multani",
			"astral": "\ud804[\ude80-\ude86\ude88\ude8a-\ude8d\ude8f-\ude9d\ude9f-\udea9]"
		},
		{
			"name": "Myanmar",
			"bmp": "က-႟ꧠ-ꧾꩠ-ꩿ"
		},
		{
			"name": "Nabataean",
			"astral": "\ud802[\udc80-\udc9e\udca7-\udcaf]"
		},
		{
			"name": "Nandinagari",
			"astral": "\ud806[\udda0-\udda7\uddaa-\uddd7\uddda-\udde4]"
		},
		{
			"name": "New_Tai_Lue",
			"bmp": "ᦀ-ᦫᦰ-ᧉ᧐-᧚᧞᧟"
		},
		{
			"name": "Newa",
			"astral": "\ud805[\udc00-\udc5b\udc5d-\udc61]"
		},
		{
			"name": "Nko",
			"bmp": "߀-ߺ߽-߿"
		},
		{
			"name": "Nushu",
			"astral": "𖿡|\ud82c[\udd70-\udefb]"
		},
		{
			"name": "Nyiakeng_Puachue_Hmong",
			"astral": "\ud838[\udd00-\udd2c\udd30-\udd3d\udd40-\udd49\udd4e\udd4f]"
		},
		{
			"name": "Ogham",
			"bmp": " -᚜"
		},
		{
			"name": "Ol_Chiki",
			"bmp": "᱐-᱿"
		},
		{
			"name": "Old_Hungarian",
			"astral": "\ud803[\udc80-\udcb2\udcc0-\udcf2\udcfa-\udcff]"
		},
		{
			"name": "Old_Italic",
			"astral": "\ud800[\udf00-\udf23\udf2d-\udf2f]"
		},
		{
			"name": "Old_North_Arabian",
			"astral": "\ud802[\ude80-\ude9f]"
		},
		{
			"name": "Old_Permic",
			"astral": "\ud800[\udf50-\udf7a]"
		},
		{
			"name": "Old_Persian",
			"astral": "\ud800[\udfa0-\udfc3\udfc8-\udfd5]"
		},
		{
			"name": "Old_Sogdian",
			"astral": "\ud803[\udf00-\udf27]"
		},
		{
			"name": "Old_South_Arabian",
			"astral": "\ud802[\ude60-\ude7f]"
		},
		{
			"name": "Old_Turkic",
			"astral": "\ud803[\udc00-\udc48]"
		},
		{
			"name": "Oriya",
			"bmp": "ଁ-ଃଅ-ଌଏଐଓ-ନପ-ରଲଳଵ-ହ଼-ୄେୈୋ-୍୕-ୗଡ଼ଢ଼ୟ-ୣ୦-୷"
		},
		{
			"name": "Osage",
			"astral": "\ud801[\udcb0-\udcd3\udcd8-\udcfb]"
		},
		{
			"name": "Osmanya",
			"astral": "\ud801[\udc80-\udc9d\udca0-\udca9]"
		},
		{
			"name": "Pahawh_Hmong",
			"astral": "\ud81a[\udf00-\udf45\udf50-\udf59\udf5b-\udf61\udf63-\udf77\udf7d-\udf8f]"
		},
		{
			"name": "Palmyrene",
			"astral": "\ud802[\udc60-\udc7f]"
		},
		{
			"name": "Pau_Cin_Hau",
			"astral": "\ud806[\udec0-\udef8]"
		},
		{
			"name": "Phags_Pa",
			"bmp": "ꡀ-꡷"
		},
		{
			"name": "Phoenician",
			"astral": "\ud802[\udd00-\udd1b\udd1f]"
		},
		{
			"name": "Psalter_Pahlavi",
			"astral": "\ud802[\udf80-\udf91\udf99-\udf9c\udfa9-\udfaf]"
		},
		{
			"name": "Rejang",
			"bmp": "ꤰ-꥓꥟"
		},
		{
			"name": "Runic",
			"bmp": "ᚠ-ᛪᛮ-ᛸ"
		},
		{
			"name": "Samaritan",
			"bmp": "ࠀ-࠭࠰-࠾"
		},
		{
			"name": "Saurashtra",
			"bmp": "ꢀ-ꣅ꣎-꣙"
		},
		{
			"name": "Sharada",
			"astral": "\ud804[\udd80-\udddf]"
		},
		{
			"name": "Shavian",
			"astral": "\ud801[\udc50-\udc7f]"
		},
		{
			"name": "Siddham",
			"astral": "\ud805[\udd80-\uddb5\uddb8-\udddd]"
		},
		{
			"name": "SignWriting",
			"astral": "\ud836[\udc00-\ude8b\ude9b-\ude9f\udea1-\udeaf]"
		},
		{
			"name": "Sinhala",
			"bmp": "ඁ-ඃඅ-ඖක-නඳ-රලව-ෆ්ා-ුූෘ-ෟ෦-෯ෲ-෴",
			"astral": "\ud804[\udde1-\uddf4]"
		},
		{
			"name": "Sogdian",
			"astral": "\ud803[\udf30-\udf59]"
		},
		{
			"name": "Sora_Sompeng",
			"astral": "\ud804[\udcd0-\udce8\udcf0-\udcf9]"
		},
		{
			"name": "Soyombo",
			"astral": "\ud806[\ude50-\udea2]"
		},
		{
			"name": "Sundanese",
			"bmp": "ᮀ-ᮿ᳀-᳇"
		},
		{
			"name": "Syloti_Nagri",
			"bmp": "ꠀ-꠬"
		},
		{
			"name": "Syriac",
			"bmp": "܀-܍܏-݊ݍ-ݏࡠ-ࡪ"
		},
		{
			"name": "Tagalog",
			"bmp": "ᜀ-ᜌᜎ-᜔"
		},
		{
			"name": "Tagbanwa",
			"bmp": "ᝠ-ᝬᝮ-ᝰᝲᝳ"
		},
		{
			"name": "Tai_Le",
			"bmp": "ᥐ-ᥭᥰ-ᥴ"
		},
		{
			"name": "Tai_Tham",
			"bmp": "ᨠ-ᩞ᩠-᩿᩼-᪉᪐-᪙᪠-᪭"
		},
		{
			"name": "Tai_Viet",
			"bmp": "ꪀ-ꫂꫛ-꫟"
		},
		{
			"name": "Takri",
			"astral": "\ud805[\ude80-\udeb8\udec0-\udec9]"
		},
		{
			"name": "Tamil",
			"bmp": "ஂஃஅ-ஊஎ-ஐஒ-கஙசஜஞடணதந-பம-ஹா-ூெ-ைொ-்ௐௗ௦-௺",
			"astral": "\ud807[\udfc0-\udff1\udfff]"
		},
		{
			"name": "Tangut",
			"astral": "𖿠|[\ud81c-\ud820][\udc00-\udfff]|\ud821[\udc00-\udff7]|\ud822[\udc00-\udeff]|\ud823[\udd00-\udd08]"
		},
		{
			"name": "Telugu",
			"bmp": "ఀ-ఌఎ-ఐఒ-నప-హఽ-ౄె-ైొ-్ౕౖౘ-ౚౠ-ౣ౦-౯౷-౿"
		},
		{
			"name": "Thaana",
			"bmp": "ހ-ޱ"
		},
		{
			"name": "Thai",
			"bmp": "ก-ฺเ-๛"
		},
		{
			"name": "Tibetan",
			"bmp": "ༀ-ཇཉ-ཬཱ-ྗྙ-ྼ྾-࿌࿎-࿔࿙࿚"
		},
		{
			"name": "Tifinagh",
			"bmp": "ⴰ-ⵧⵯ⵰⵿"
		},
		{
			"name": "Tirhuta",
			"astral": "\ud805[\udc80-\udcc7\udcd0-\udcd9]"
		},
		{
			"name": "Ugaritic",
			"astral": "\ud800[\udf80-\udf9d\udf9f]"
		},
		{
			"name": "Vai",
			"bmp": "ꔀ-ꘫ"
		},
		{
			"name": "Wancho",
			"astral": "\ud838[\udec0-\udef9\udeff]"
		},
		{
			"name": "Warang_Citi",
			"astral": "\ud806[\udca0-\udcf2\udcff]"
		},
		{
			"name": "Yezidi",
			"astral": "\ud803[\ude80-\udea9\udeab-\udead\udeb0\udeb1]"
		},
		{
			"name": "Yi",
			"bmp": "ꀀ-ꒌ꒐-꓆"
		},
		{
			"name": "Zanabazar_Square",
			"astral": "\ud806[\ude00-\ude47]"
		}
	];
}));
// node_modules/xregexp/lib/addons/unicode-scripts.js
var require_unicode_scripts = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var _interopRequireDefault = require_interopRequireDefault();
	require_define_property()(exports, "__esModule", { value: true });
	exports["default"] = void 0;
	var _scripts = _interopRequireDefault(require_scripts());
	/*!
	* XRegExp Unicode Scripts 4.4.1
	* <xregexp.com>
	* Steven Levithan (c) 2010-present MIT License
	* Unicode data by Mathias Bynens <mathiasbynens.be>
	*/
	exports["default"] = function _default(XRegExp) {
		/**
		* Adds support for all Unicode scripts. E.g., `\p{Latin}`. Token names are case insensitive,
		* and any spaces, hyphens, and underscores are ignored.
		*
		* Uses Unicode 13.0.0.
		*
		* @requires XRegExp, Unicode Base
		*/
		if (!XRegExp.addUnicodeData) throw new ReferenceError("Unicode Base must be loaded before Unicode Scripts");
		XRegExp.addUnicodeData(_scripts["default"]);
	};
	module.exports = exports.default;
}));
// node_modules/xregexp/lib/index.js
var require_lib = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var _interopRequireDefault = require_interopRequireDefault();
	require_define_property()(exports, "__esModule", { value: true });
	exports["default"] = void 0;
	var _xregexp = _interopRequireDefault(require_xregexp());
	var _build = _interopRequireDefault(require_build());
	var _matchrecursive = _interopRequireDefault(require_matchrecursive());
	var _unicodeBase = _interopRequireDefault(require_unicode_base());
	var _unicodeBlocks = _interopRequireDefault(require_unicode_blocks());
	var _unicodeCategories = _interopRequireDefault(require_unicode_categories());
	var _unicodeProperties = _interopRequireDefault(require_unicode_properties());
	var _unicodeScripts = _interopRequireDefault(require_unicode_scripts());
	(0, _build["default"])(_xregexp["default"]);
	(0, _matchrecursive["default"])(_xregexp["default"]);
	(0, _unicodeBase["default"])(_xregexp["default"]);
	(0, _unicodeBlocks["default"])(_xregexp["default"]);
	(0, _unicodeCategories["default"])(_xregexp["default"]);
	(0, _unicodeProperties["default"])(_xregexp["default"]);
	(0, _unicodeScripts["default"])(_xregexp["default"]);
	exports["default"] = _xregexp["default"];
	module.exports = exports.default;
}));
// node_modules/@renovate/pep440/lib/version.js
var require_version = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const XRegExp = require_lib();
	const VERSION_PATTERN = [
		"v?",
		"(?:",
		"(?:(?<epoch>[0-9]+)!)?",
		"(?<release>[0-9]+(?:\\.[0-9]+)*)",
		"(?<pre>",
		"[-_\\.]?",
		"(?<pre_l>(a|b|c|rc|alpha|beta|pre|preview))",
		"[-_\\.]?",
		"(?<pre_n>[0-9]+)?",
		")?",
		"(?<post>",
		"(?:-(?<post_n1>[0-9]+))",
		"|",
		"(?:",
		"[-_\\.]?",
		"(?<post_l>post|rev|r)",
		"[-_\\.]?",
		"(?<post_n2>[0-9]+)?",
		")",
		")?",
		"(?<dev>",
		"[-_\\.]?",
		"(?<dev_l>dev)",
		"[-_\\.]?",
		"(?<dev_n>[0-9]+)?",
		")?",
		")",
		"(?:\\+(?<local>[a-z0-9]+(?:[-_\\.][a-z0-9]+)*))?"
	].join("");
	module.exports = {
		VERSION_PATTERN,
		valid,
		clean,
		explain,
		parse,
		stringify
	};
	const validRegex = new XRegExp("^" + VERSION_PATTERN + "$", "i");
	function valid(version) {
		return validRegex.test(version) ? version : null;
	}
	const cleanRegex = new XRegExp("^\\s*" + VERSION_PATTERN + "\\s*$", "i");
	function clean(version) {
		return stringify(parse(version, cleanRegex));
	}
	function parse(version, regex) {
		const groups = XRegExp.exec(version, regex || validRegex);
		if (!groups) return null;
		return {
			epoch: Number(groups.epoch ? groups.epoch : 0),
			release: groups.release.split(".").map(Number),
			pre: normalize_letter_version(groups.pre_l, groups.pre_n),
			post: normalize_letter_version(groups.post_l, groups.post_n1 || groups.post_n2),
			dev: normalize_letter_version(groups.dev_l, groups.dev_n),
			local: parse_local_version(groups.local)
		};
	}
	function stringify(parsed) {
		if (!parsed) return null;
		const { epoch, release, pre, post, dev, local } = parsed;
		const parts = [];
		if (epoch !== 0) parts.push(`${epoch}!`);
		parts.push(release.join("."));
		if (pre) parts.push(pre.join(""));
		if (post) parts.push("." + post.join(""));
		if (dev) parts.push("." + dev.join(""));
		if (local) parts.push(`+${local}`);
		return parts.join("");
	}
	function normalize_letter_version(letter, number) {
		if (letter) {
			if (!number) number = 0;
			letter = letter.toLowerCase();
			if (letter === "alpha") letter = "a";
			else if (letter === "beta") letter = "b";
			else if ([
				"c",
				"pre",
				"preview"
			].includes(letter)) letter = "rc";
			else if (["rev", "r"].includes(letter)) letter = "post";
			return [letter, Number(number)];
		}
		if (!letter && number) {
			letter = "post";
			return [letter, Number(number)];
		}
		return null;
	}
	function parse_local_version(local) {
		if (local) return local.split(/[._-]/).map((part) => Number.isNaN(Number(part)) ? part.toLowerCase() : Number(part));
		return null;
	}
	function explain(version) {
		const parsed = parse(version);
		if (!parsed) return parsed;
		const { epoch, release, pre, post, dev, local } = parsed;
		let base_version = "";
		if (epoch !== 0) base_version += epoch + "!";
		base_version += release.join(".");
		const is_prerelease = Boolean(dev || pre);
		const is_devrelease = Boolean(dev);
		const is_postrelease = Boolean(post);
		return {
			epoch,
			release,
			pre,
			post: post ? post[1] : post,
			dev: dev ? dev[1] : dev,
			local: local ? local.join(".") : local,
			public: stringify(parsed).split("+", 1)[0],
			base_version,
			is_prerelease,
			is_devrelease,
			is_postrelease
		};
	}
}));
// node_modules/@renovate/pep440/lib/operator.js
var require_operator = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const { parse } = require_version();
	module.exports = {
		compare,
		rcompare,
		lt,
		le,
		eq,
		ne,
		ge,
		gt,
		"<": lt,
		"<=": le,
		"==": eq,
		"!=": ne,
		">=": ge,
		">": gt,
		"===": arbitrary
	};
	function lt(version, other) {
		return compare(version, other) < 0;
	}
	function le(version, other) {
		return compare(version, other) <= 0;
	}
	function eq(version, other) {
		return compare(version, other) === 0;
	}
	function ne(version, other) {
		return compare(version, other) !== 0;
	}
	function ge(version, other) {
		return compare(version, other) >= 0;
	}
	function gt(version, other) {
		return compare(version, other) > 0;
	}
	function arbitrary(version, other) {
		return version.toLowerCase() === other.toLowerCase();
	}
	function compare(version, other) {
		const parsedVersion = parse(version);
		const parsedOther = parse(other);
		return pyCompare(calculateKey(parsedVersion), calculateKey(parsedOther));
	}
	function rcompare(version, other) {
		return -compare(version, other);
	}
	function pyCompare(elem, other) {
		if (elem === other) return 0;
		if (Array.isArray(elem) !== Array.isArray(other)) {
			elem = Array.isArray(elem) ? elem : [elem];
			other = Array.isArray(other) ? other : [other];
		}
		if (Array.isArray(elem)) {
			const len = Math.min(elem.length, other.length);
			for (let i = 0; i < len; i += 1) {
				const res = pyCompare(elem[i], other[i]);
				if (res !== 0) return res;
			}
			return elem.length - other.length;
		}
		if (elem === -Infinity || other === Infinity) return -1;
		if (elem === Infinity || other === -Infinity) return 1;
		return elem < other ? -1 : 1;
	}
	function calculateKey({ epoch, release, pre, post, dev, local }) {
		release = release.concat();
		release.reverse();
		while (release.length && release[0] === 0) release.shift();
		release.reverse();
		if (!pre && !post && dev) pre = -Infinity;
		else if (!pre) pre = Infinity;
		if (!post) post = -Infinity;
		if (!dev) dev = Infinity;
		if (!local) local = -Infinity;
		else local = local.map((i) => Number.isNaN(Number(i)) ? [-Infinity, i] : [Number(i), ""]);
		return [
			epoch,
			release,
			pre,
			post,
			dev,
			local
		];
	}
}));
// node_modules/@renovate/pep440/lib/specifier.js
var require_specifier = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const XRegExp = require_lib();
	const { VERSION_PATTERN, explain: explainVersion } = require_version();
	const Operator = require_operator();
	const RANGE_PATTERN = [
		"(?<operator>(===|~=|==|!=|<=|>=|<|>))",
		"\\s*",
		"(",
		"(?<version>(" + VERSION_PATTERN.replace(/\?<\w+>/g, "?:") + "))",
		"(?<prefix>\\.\\*)?",
		"|",
		"(?<legacy>[^,;\\s)]+)",
		")"
	].join("");
	module.exports = {
		RANGE_PATTERN,
		parse,
		satisfies,
		filter,
		validRange,
		maxSatisfying,
		minSatisfying
	};
	const isEqualityOperator = (op) => [
		"==",
		"!=",
		"==="
	].includes(op);
	const rangeRegex = new XRegExp("^" + RANGE_PATTERN + "$", "i");
	function parse(ranges) {
		if (!ranges.trim()) return [];
		const specifiers = ranges.split(",").map((range) => XRegExp.exec(range.trim(), rangeRegex)).map((groups) => {
			if (!groups) return null;
			let { ...spec } = groups;
			const { operator, version, prefix, legacy } = groups;
			if (version) {
				spec = {
					...spec,
					...explainVersion(version)
				};
				if (operator === "~=") {
					if (spec.release.length < 2) return null;
				}
				if (!isEqualityOperator(operator) && spec.local) return null;
				if (prefix) {
					if (!isEqualityOperator(operator) || spec.dev || spec.local) return null;
				}
			}
			if (legacy && operator !== "===") return null;
			return spec;
		});
		if (specifiers.filter(Boolean).length !== specifiers.length) return null;
		return specifiers;
	}
	function filter(versions, specifier, options) {
		options = options || {};
		const filtered = pick(versions, specifier, options);
		if (filtered.length === 0 && options.prereleases === void 0) return pick(versions, specifier, { prereleases: true });
		return filtered;
	}
	function maxSatisfying(versions, range, options) {
		const found = filter(versions, range, options).sort(Operator.compare);
		return found.length === 0 ? null : found[found.length - 1];
	}
	function minSatisfying(versions, range, options) {
		const found = filter(versions, range, options).sort(Operator.compare);
		return found.length === 0 ? null : found[0];
	}
	function pick(versions, specifier, options) {
		const parsed = parse(specifier);
		if (!parsed) return [];
		return versions.filter((version) => {
			const explained = explainVersion(version);
			if (!parsed.length) return explained && !(explained.is_prerelease && !options.prereleases);
			return parsed.reduce((pass, spec) => {
				if (!pass) return false;
				return contains({
					...spec,
					...options
				}, {
					version,
					explained
				});
			}, true);
		});
	}
	function satisfies(version, specifier, options) {
		options = options || {};
		return pick([version], specifier, options).length === 1;
	}
	function contains(specifier, { version, explained }) {
		const { ...spec } = specifier;
		if (spec.prereleases === void 0) spec.prereleases = spec.is_prerelease;
		if (explained && explained.is_prerelease && !spec.prereleases) return false;
		if (spec.operator === "~=") {
			let compatiblePrefix = spec.release.slice(0, -1).concat("*").join(".");
			if (spec.epoch) compatiblePrefix = spec.epoch + "!" + compatiblePrefix;
			return satisfies(version, `>=${spec.version}, ==${compatiblePrefix}`);
		}
		if (spec.prefix) return version.startsWith(spec.version) === (spec.operator === "==");
		if (explained) {
			if (explained.local && spec.version) {
				version = explained.public;
				spec.version = explainVersion(spec.version).public;
			}
		}
		if (spec.operator === "<" || spec.operator === ">") {
			if (Operator.eq(spec.release.join("."), explained.release.join("."))) return false;
		}
		const op = Operator[spec.operator];
		return op(version, spec.version || spec.legacy);
	}
	function validRange(specifier) {
		return Boolean(parse(specifier));
	}
}));
// node_modules/@renovate/pep440/lib/semantic.js
var require_semantic = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const { explain, parse, stringify } = require_version();
	module.exports = {
		major,
		minor,
		patch,
		inc
	};
	function major(input) {
		const version = explain(input);
		if (!version) throw new TypeError("Invalid Version: " + input);
		return version.release[0];
	}
	function minor(input) {
		const version = explain(input);
		if (!version) throw new TypeError("Invalid Version: " + input);
		if (version.release.length < 2) return 0;
		return version.release[1];
	}
	function patch(input) {
		const version = explain(input);
		if (!version) throw new TypeError("Invalid Version: " + input);
		if (version.release.length < 3) return 0;
		return version.release[2];
	}
	function inc(input, release, preReleaseIdentifier) {
		let identifier = preReleaseIdentifier || `a`;
		const version = parse(input);
		if (!version) return null;
		if (![
			"a",
			"b",
			"c",
			"rc",
			"alpha",
			"beta",
			"pre",
			"preview"
		].includes(identifier)) return null;
		switch (release) {
			case "premajor":
				{
					const [majorVersion] = version.release;
					version.release.fill(0);
					version.release[0] = majorVersion + 1;
				}
				version.pre = [identifier, 0];
				delete version.post;
				delete version.dev;
				delete version.local;
				break;
			case "preminor":
				{
					const [majorVersion, minorVersion = 0] = version.release;
					version.release.fill(0);
					version.release[0] = majorVersion;
					version.release[1] = minorVersion + 1;
				}
				version.pre = [identifier, 0];
				delete version.post;
				delete version.dev;
				delete version.local;
				break;
			case "prepatch":
				{
					const [majorVersion, minorVersion = 0, patchVersion = 0] = version.release;
					version.release.fill(0);
					version.release[0] = majorVersion;
					version.release[1] = minorVersion;
					version.release[2] = patchVersion + 1;
				}
				version.pre = [identifier, 0];
				delete version.post;
				delete version.dev;
				delete version.local;
				break;
			case "prerelease":
				if (version.pre === null) {
					const [majorVersion, minorVersion = 0, patchVersion = 0] = version.release;
					version.release.fill(0);
					version.release[0] = majorVersion;
					version.release[1] = minorVersion;
					version.release[2] = patchVersion + 1;
					version.pre = [identifier, 0];
				} else {
					if (preReleaseIdentifier === void 0 && version.pre !== null) [identifier] = version.pre;
					const [letter, number] = version.pre;
					if (letter === identifier) version.pre = [letter, number + 1];
					else version.pre = [identifier, 0];
				}
				delete version.post;
				delete version.dev;
				delete version.local;
				break;
			case "major":
				if (version.release.slice(1).some((value) => value !== 0) || version.pre === null) {
					const [majorVersion] = version.release;
					version.release.fill(0);
					version.release[0] = majorVersion + 1;
				}
				delete version.pre;
				delete version.post;
				delete version.dev;
				delete version.local;
				break;
			case "minor":
				if (version.release.slice(2).some((value) => value !== 0) || version.pre === null) {
					const [majorVersion, minorVersion = 0] = version.release;
					version.release.fill(0);
					version.release[0] = majorVersion;
					version.release[1] = minorVersion + 1;
				}
				delete version.pre;
				delete version.post;
				delete version.dev;
				delete version.local;
				break;
			case "patch":
				if (version.release.slice(3).some((value) => value !== 0) || version.pre === null) {
					const [majorVersion, minorVersion = 0, patchVersion = 0] = version.release;
					version.release.fill(0);
					version.release[0] = majorVersion;
					version.release[1] = minorVersion;
					version.release[2] = patchVersion + 1;
				}
				delete version.pre;
				delete version.post;
				delete version.dev;
				delete version.local;
				break;
			default: return null;
		}
		return stringify(version);
	}
}));
// node_modules/@renovate/pep440/index.js
const { valid, clean, explain } = require_version();
const { lt, le, eq, ne, ge, gt, compare, rcompare } = require_operator();
const { satisfies, validRange, maxSatisfying, minSatisfying } = require_specifier();
const { major, minor, patch, inc } = require_semantic();
module.exports = {
	valid,
	clean,
	explain,
	lt,
	le,
	lte: le,
	eq,
	ne,
	neq: ne,
	ge,
	gte: ge,
	gt,
	compare,
	rcompare,
	satisfies,
	maxSatisfying,
	minSatisfying,
	validRange,
	major,
	minor,
	patch,
	inc
};
