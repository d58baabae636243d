export { t as publishCommand } from "./publish2.js";
