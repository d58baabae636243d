import { Ht as isRecord, zt as at } from "./main-post.js";
// src/workflow-expressions/context-values.ts
/** A record that may have more keys than are known: another key is unknown, not null. */
var OpenRecord = class {
	known;
	constructor(known = {}) {
		this.known = known;
	}
};
/** All names of contexts that a step may use ("Contexts reference", context availability). */
const contextNames = [
	"github",
	"env",
	"vars",
	"inputs",
	"matrix",
	"needs",
	"steps",
	"secrets",
	"job",
	"jobs",
	"runner",
	"strategy"
];
const isPlainRecord = (value) => typeof value === "object" && value !== null && !isList(value) && !(value instanceof OpenRecord);
const isList = (value) => Array.isArray(value);
/** The value under a key; null if the value cannot have that key, undefined if it may. */
function findKey(value, key) {
	const record = value instanceof OpenRecord ? value.known : isPlainRecord(value) ? value : {};
	const name = Object.keys(record).find((one) => one.toLowerCase() === key.toLowerCase());
	const found = name === void 0 ? void 0 : record[name];
	if (found !== void 0) return found;
	return value instanceof OpenRecord ? void 0 : null;
}
/** Whether a value has no unknown part. */
function isComplete(value) {
	if (value instanceof OpenRecord) return false;
	if (isList(value)) return value.every(isComplete);
	return isPlainRecord(value) ? Object.values(value).every(isComplete) : true;
}
/** Joins the parts of several expressions: each name once. */
function joinParts(lists) {
	const found = /* @__PURE__ */ new Map();
	for (const part of lists.flat()) {
		const key = part.name.toLowerCase();
		const compared = [...found.get(key)?.compared ?? [], ...part.compared];
		found.set(key, {
			name: found.get(key)?.name ?? part.name,
			compared: [...new Set(compared)]
		});
	}
	return [...found.values()];
}
// src/workflow-expressions/workflow-values.ts
/** Reading the values of a workflow file without trusting their shape. */
/** A text, a number or a boolean as text; undefined for anything else. */
function scalarTextOf(value) {
	if (typeof value === "string") return value;
	return typeof value === "number" || typeof value === "boolean" ? String(value) : void 0;
}
/** A list of texts at a path, or one text as such a list; undefined for anything else. */
function stringListAt(value, ...path) {
	const found = at(value, ...path);
	return (Array.isArray(found) ? found : found === void 0 || found === null ? void 0 : [found])?.map(scalarTextOf).filter((item) => item !== void 0);
}
/** The entries of a record; empty for anything else. */
const entriesOf = (value) => isRecord(value) ? Object.entries(value) : [];
/** A value of a workflow file as a value of a context. */
function toContextValue(value) {
	if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
	if (Array.isArray(value)) return value.map(toContextValue);
	if (!isRecord(value)) return null;
	return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toContextValue(item)]));
}
/** A value of a context as JSON: what is known of it. */
function toJson(value) {
	if (isList(value)) return value.map(toJson);
	const record = value instanceof OpenRecord ? value.known : value;
	if (!isPlainRecord(record)) return record;
	return Object.fromEntries(Object.entries(record).map(([key, item]) => [key, toJson(item)]));
}
// src/workflow-expressions/matrix-legs.ts
/** A matrix may have more combinations than are useful to look at. */
const mostLegs = 64;
/** The combinations of `strategy.matrix` ("Running variations of jobs in a workflow"). One with an expression is unknown. */
function matrixLegs(job) {
	const matrix = at(job, "strategy", "matrix");
	if (matrix === void 0 || matrix === null) return [{
		title: "",
		matrix: {}
	}];
	const { include, exclude, ...axes } = isRecord(matrix) ? matrix : {};
	const isUnknown = [
		include ?? [],
		exclude ?? [],
		...Object.values(axes)
	].some((one) => !Array.isArray(one));
	if (!isRecord(matrix) || isUnknown) {
		const values = entriesOf(axes).filter(([, values]) => Array.isArray(values) && values.length === 1).map(([name, list]) => [name, toContextValue(Array.isArray(list) ? list[0] : null)]);
		return [{
			title: "",
			matrix: new OpenRecord(Object.fromEntries(values))
		}];
	}
	const legs = addIncluded(combine(Object.entries(axes)).filter((one) => !listOf(exclude).some((other) => contains(one, other))), listOf(include), Object.keys(axes)).slice(0, mostLegs);
	const names = namesFor(legs);
	return legs.map((leg) => ({
		title: describeLeg(leg, names),
		matrix: toContextValue(leg)
	}));
}
const listOf = (value) => Array.isArray(value) ? value.filter((item) => isRecord(item)) : [];
function combine(axes) {
	let found = [{}];
	for (const [name, values] of axes) {
		const list = Array.isArray(values) ? values : [];
		found = found.flatMap((one) => list.map((value) => ({
			...one,
			[name]: value
		}))).slice(0, 256);
	}
	return axes.length === 0 ? [] : found;
}
const isEqual = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const contains = (one, part) => Object.entries(part).every(([name, value]) => isEqual(one[name], value));
/** An item of `include` extends the combinations whose own values it does not change; otherwise it is a combination of its own. */
function addIncluded(combinations, include, axes) {
	let extended = combinations;
	const own = [];
	for (const item of include) {
		const fits = (one) => axes.every((axis) => item[axis] === void 0 || isEqual(item[axis], one[axis]));
		if (combinations.some(fits)) extended = extended.map((one) => fits(one) ? {
			...one,
			...item
		} : one);
		else own.push(item);
	}
	return [...extended, ...own];
}
const describeLeg = (leg, names) => names.filter((name) => leg[name] !== void 0 && typeof leg[name] !== "object").map((name) => `${name}: ${shorten(String(leg[name]))}`).join(", ");
/** The keys by which combinations differ: one if that is enough, else the first ones that are. */
function namesFor(legs) {
	const all = [...new Set(legs.flatMap((leg) => Object.keys(leg)))];
	const areDistinct = (names) => new Set(legs.map((leg) => describeLeg(leg, names))).size === legs.length;
	const one = all.find((name) => areDistinct([name]));
	const some = all.map((_, index) => all.slice(0, index + 1)).find(areDistinct);
	return one === void 0 ? some ?? all : [one];
}
/** A value on one line, for titles. */
function shorten(value) {
	const line = value.trim().replace(/\s+/g, " ");
	return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}
// src/workflow-expressions/split-expressions.ts
/** Splits a text at its `${{ }}`; undefined if one has no end. A string in an expression may contain `}}`. */
function splitExpressions(text) {
	const pieces = [];
	let at = 0;
	for (let open = text.indexOf("${{"); open !== -1; open = text.indexOf("${{", at)) {
		const close = findClose(text, open + 3);
		if (close === void 0) return void 0;
		if (open > at) pieces.push(text.slice(at, open));
		pieces.push({ expression: text.slice(open + 3, close).trim() });
		at = close + 2;
	}
	if (at < text.length) pieces.push(text.slice(at));
	return pieces;
}
/** Where the `}}` of an expression begins. */
function findClose(text, start) {
	let isString = false;
	for (let at = start; at < text.length; at += 1) if (text[at] === "'") isString = !isString;
	else if (!isString && text.startsWith("}}", at)) return at;
}
// src/workflow-expressions/symbolic-value.ts
/** An unknown value that is one part. */
const unknownPart = (name) => ({
	kind: "unknown",
	parts: [{
		name,
		compared: []
	}],
	name
});
/** The parts of a value; empty if it is known. */
const partsOf = (value) => {
	if (value.kind === "context") return [{
		name: value.name,
		compared: []
	}];
	return value.kind === "unknown" ? value.parts : [];
};
/** The parts of a value that an expression compares with some texts. */
function comparedParts(value, texts) {
	if (value.kind !== "unknown" || value.name === void 0) return partsOf(value);
	return [{
		name: value.name,
		compared: texts
	}];
}
// src/workflow-expressions/symbolic-evaluator.ts
/**
* Evaluates an expression whose contexts are not fully known. The library evaluates every part without an unknown value, so that
* functions, comparisons and conversions are GitHub's own.
*/
var SymbolicEvaluator = class {
	library;
	contexts;
	constructor(library, contexts) {
		this.library = library;
		this.contexts = contexts;
	}
	evaluate(expression) {
		return this.complete(this.visit(expression));
	}
	/** Whether GitHub takes a value as true; undefined if that is unknown. */
	truthOf(value) {
		if (value.kind === "context") return true;
		if (value.kind === "unknown") return value.truth;
		return this.library.truthy(value.data);
	}
	visitLiteral(literal) {
		return {
			kind: "data",
			data: literal.literal
		};
	}
	visitGrouping({ group }) {
		return this.visit(group);
	}
	visitUnary(unary) {
		const value = this.visit(unary.expr);
		const truth = this.truthOf(value);
		if (truth !== void 0 && value.kind !== "unknown") return this.boolean(!truth);
		return {
			kind: "unknown",
			parts: comparedParts(value, [""]),
			...truth !== void 0 && { truth: !truth }
		};
	}
	/** `&&` and `||` give one of their sides. An unknown side does not matter if another decides the truth. */
	visitLogical({ operator, args }) {
		const decides = operator.lexeme === "||";
		const unknown = [];
		let last;
		for (const arg of args) {
			last = this.visit(arg);
			const truth = this.truthOf(last);
			if (last.kind === "unknown") unknown.push(comparedParts(last, [""]));
			if (truth !== decides) continue;
			if (unknown.length === 0) return last;
			return {
				kind: "unknown",
				parts: joinParts(unknown),
				truth
			};
		}
		if (unknown.length === 0 && last !== void 0) return last;
		return {
			kind: "unknown",
			parts: joinParts(unknown)
		};
	}
	visitBinary({ left, operator, right }) {
		const [one, two] = [this.complete(this.visit(left)), this.complete(this.visit(right))];
		if (one.kind === "data" && two.kind === "data") {
			const { Binary } = this.library.ast;
			return this.compute(new Binary(this.literal(one.data, operator), operator, this.literal(two.data, operator)));
		}
		return {
			kind: "unknown",
			parts: joinParts([comparedParts(one, textsOf(two)), comparedParts(two, textsOf(one))])
		};
	}
	visitContextAccess({ name }) {
		const value = findKey(new OpenRecord(this.contexts.values), name.lexeme);
		return this.wrap(value, name.lexeme);
	}
	visitIndexAccess(access) {
		const value = this.visit(access.expr);
		const index = access.index instanceof this.library.ast.Star ? void 0 : this.complete(this.visit(access.index));
		if (index !== void 0 && index.kind !== "data") return {
			kind: "unknown",
			parts: joinParts([partsOf(value), partsOf(index)])
		};
		const key = index === void 0 ? "*" : index.data.coerceString();
		if (value.kind === "unknown") return value.name === void 0 ? value : this.wrap(void 0, `${value.name}.${key}`);
		if (value.kind === "context" && index !== void 0 && !isList(value.value)) return this.wrap(findKey(value.value, key), `${value.name}.${key}`);
		const whole = this.complete(value);
		if (whole.kind !== "data") return unknownPart(`${"name" in value ? value.name : ""}.${key}`);
		const { IndexAccess, Literal, Star } = this.library.ast;
		const base = new Literal(whole.data, noToken);
		return this.compute(new IndexAccess(base, index === void 0 ? new Star() : new Literal(index.data, noToken)));
	}
	visitFunctionCall({ functionName, args }) {
		const status = statusFunctions[functionName.lexeme.toLowerCase()];
		if (status !== void 0) return this.boolean(status);
		if (functionName.lexeme.toLowerCase() === "hashfiles") return this.wrap(void 0, "hashFiles()");
		const values = args.map((arg) => this.complete(this.visit(arg)));
		const given = values.flatMap((value) => value.kind === "data" ? [value.data] : []);
		if (given.length < values.length) {
			const texts = values.flatMap(textsOf);
			return {
				kind: "unknown",
				parts: joinParts(values.map((value) => comparedParts(value, texts)))
			};
		}
		const { FunctionCall } = this.library.ast;
		return this.compute(new FunctionCall(functionName, given.map((one) => this.literal(one, functionName))));
	}
	visit(expression) {
		return expression.accept(this);
	}
	/** The library's result for an expression that consists of known values. */
	compute(expression) {
		const none = new this.library.data.Dictionary();
		return {
			kind: "data",
			data: new this.library.Evaluator(expression, none).evaluate()
		};
	}
	literal(value, token) {
		return new this.library.ast.Literal(value, token);
	}
	boolean(value) {
		return {
			kind: "data",
			data: new this.library.data.BooleanData(value)
		};
	}
	/** A value of a context by its name; an unknown one gets its assumed value. */
	wrap(value, name) {
		const assumed = this.contexts.assumed?.[name.toLowerCase()];
		if (value === void 0 && assumed === void 0) return unknownPart(name);
		const found = value === void 0 ? assumed : value;
		if (found === void 0) return unknownPart(name);
		return typeof found === "object" && found !== null ? {
			kind: "context",
			value: found,
			name
		} : {
			kind: "data",
			data: this.convert(found)
		};
	}
	/** A record or list as data of the library; unknown if a part of it is. */
	complete(value) {
		if (value.kind !== "context") return value;
		if (!isComplete(value.value)) return unknownPart(value.name);
		return {
			kind: "data",
			data: this.convert(value.value)
		};
	}
	convert(value) {
		const { data: types } = this.library;
		if (typeof value === "string") return new types.StringData(value);
		if (typeof value === "number") return new types.NumberData(value);
		if (typeof value === "boolean") return new types.BooleanData(value);
		if (isList(value)) return new types.Array(...value.map((item) => this.convert(item)));
		const pairs = isPlainRecord(value) ? Object.entries(value) : void 0;
		if (pairs === void 0) return new types.Null();
		return new types.Dictionary(...pairs.map(([key, item]) => ({
			key,
			value: this.convert(item)
		})));
	}
};
/** The status of a job whose steps succeed ("Status check functions"). */
const statusFunctions = {
	success: true,
	always: true,
	cancelled: false,
	failure: false
};
const start = {
	line: 0,
	column: 0
};
/** For expressions that are made here; type 0 is that of an unknown token. */
const noToken = {
	type: 0,
	lexeme: "",
	range: {
		start,
		end: start
	}
};
/** The texts of a known value or list, for comparisons with it. */
function textsOf(value) {
	if (value.kind !== "data") return [];
	const { data } = value;
	if ("values" in data && !("pairs" in data)) return data.values().map((item) => item.coerceString());
	return data.primitive ? [data.coerceString()] : [];
}
// src/workflow-expressions/expressions.ts
/** Loads GitHub's own library for expressions, which only `tagboat migrate` needs. */
async function loadExpressions() {
	const { data, Evaluator, Lexer, Parser } = await import("./dist.js");
	const ast = await import("./ast.js");
	const { truthy } = await import("./result2.js");
	const library = {
		data,
		Evaluator,
		ast,
		truthy
	};
	const parse = (text) => new Parser(new Lexer(text).lex().tokens, contextNames, ownFunctions).parse();
	const evaluate = (expression, contexts) => evaluateWith(library, () => parse(expression), contexts);
	return {
		evaluate,
		fillIn: (text, contexts) => fillWith(evaluate, text, contexts),
		test: (condition, contexts) => testWith(evaluate, condition, contexts)
	};
}
/** The functions that the runner adds to those of the library ("Status check functions", `hashFiles`). */
const ownFunctions = [...[
	"success",
	"always",
	"cancelled",
	"failure"
].map((name) => ({
	name,
	minArgs: 0,
	maxArgs: 255
})), {
	name: "hashFiles",
	minArgs: 1,
	maxArgs: 255
}];
function evaluateWith(library, parse, contexts) {
	try {
		const parsed = parse();
		if (parsed === void 0) return {
			kind: "invalid",
			why: "the expression is empty"
		};
		const evaluator = new SymbolicEvaluator(library, contexts);
		const value = evaluator.evaluate(parsed);
		const isTrue = evaluator.truthOf(value);
		if (value.kind === "data") return {
			kind: "known",
			text: value.data.coerceString(),
			isTrue: isTrue ?? false
		};
		return {
			kind: "unknown",
			parts: partsOf(value),
			...isTrue !== void 0 && { isTrue }
		};
	} catch (error) {
		return {
			kind: "invalid",
			why: error instanceof Error ? error.message : String(error)
		};
	}
}
function fillWith(evaluate, text, contexts) {
	const split = splitExpressions(text);
	if (split === void 0) return {
		kind: "invalid",
		why: `'\${{' has no end in '${text}'`
	};
	const pieces = [];
	const parts = [];
	for (const piece of split) {
		if (typeof piece === "string") {
			pieces.push(piece);
			continue;
		}
		const value = evaluate(piece.expression, contexts);
		if (value.kind === "invalid") return value;
		pieces.push(value.kind === "known" ? value.text : piece);
		if (value.kind === "unknown") parts.push(value.parts);
	}
	if (parts.length > 0) return {
		kind: "unknown",
		pieces,
		parts: joinParts(parts)
	};
	return {
		kind: "known",
		text: pieces.join("")
	};
}
/** An `if:` is an expression, with or without `${{ }}`. Text beside `${{ }}` makes it a string, which is true. */
function testWith(evaluate, condition, contexts) {
	const pieces = splitExpressions(condition.trim()) ?? [condition];
	const [first] = pieces;
	if (pieces.length > 1) return true;
	const expression = typeof first === "object" ? first.expression : first ?? "";
	if (expression.trim() === "") return true;
	const value = evaluate(expression, contexts);
	return value.kind === "invalid" ? "unknown" : value.isTrue ?? "unknown";
}
export { stringListAt as a, OpenRecord as c, scalarTextOf as i, matrixLegs as n, toContextValue as o, entriesOf as r, toJson as s, loadExpressions as t };
