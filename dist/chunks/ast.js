export { t as Binary, n as ContextAccess, r as Expr, i as FunctionCall, a as Grouping, o as IndexAccess, s as Literal, c as Logical, l as Star, u as Unary } from "./ast2.js";
