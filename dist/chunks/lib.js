export { n as HttpClient } from "./lib2.js";
