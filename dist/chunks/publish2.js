export { t as publishCommand } from "./publish.js";
