export { s as truthy } from "./result.js";
