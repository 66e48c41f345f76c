// Generated from schemas/cut-plan.schema.json by `npm run generate`. Change the schema, not this file.
// @ts-nocheck
import runtimeLength from "ajv/dist/runtime/ucs2length.js";
import runtimeEqual from "ajv/dist/runtime/equal.js";
import { isCalendarTime } from "../calendar-time.ts";

const formats = { "date-time": isCalendarTime };
const runtime = { ucs2length: runtimeLength, equal: runtimeEqual };

export const validate = validate20;
const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"urn:cutplan:schema:cut-plan:v1","title":"CutPlan","description":"How one source document is cut into addressed rows (information units) of a governed PostgreSQL database. Lives at plans/<plan>/plan.yaml; the document it cuts lies beside it.","type":"object","additionalProperties":false,"required":["apiVersion","kind","metadata","spec"],"properties":{"apiVersion":{"const":"cutplan/v1","description":"The version of this format. Always cutplan/v1."},"kind":{"const":"CutPlan","description":"What this document is. Always CutPlan in a plan.yaml."},"metadata":{"type":"object","description":"Who and what this plan is.","additionalProperties":false,"required":["name","title","author"],"properties":{"name":{"$ref":"#/$defs/name","description":"The plan's name. Must be the name of the folder that holds this file."},"title":{"$ref":"#/$defs/line","description":"What a reader sees in lists and reports: one line of text."},"author":{"$ref":"#/$defs/name","description":"The person of plans/_trust/policy.yaml who answers for this plan. Under separation of duties this person cannot approve it."}}},"spec":{"type":"object","description":"What is to happen.","additionalProperties":false,"required":["mode","target","source","cut","expect"],"properties":{"mode":{"enum":["DRYRUN","LIVE"],"description":"DRYRUN simulates every change and never writes to a database. LIVE would write, and is refused while the kill-switch is off."},"target":{"$ref":"#/$defs/name","description":"The database the plan is for: the name of a file plans/_targets/<target>.yaml, without its ending."},"source":{"type":"object","description":"The document that is cut, pinned by its digest.","additionalProperties":false,"required":["path","sha256","documentId"],"properties":{"path":{"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$","description":"The file's name: letters, digits, dots, underscores and hyphens, beginning with a letter or digit. The file lies in this plan's own folder, so a folder in the name is an error."},"sha256":{"$ref":"#/$defs/sha256","description":"SHA-256 of the file's bytes in hex, as sha256sum prints it. Another byte in the source is another plan."},"documentId":{"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$","description":"The document's identity in the database, for example ICX-CONST: letters, digits, dots, underscores and hyphens, beginning with a letter or digit, at most 63 characters."}}},"cut":{"type":"object","description":"Where the document is cut: by levels (headings and markers), or unit by unit. Exactly one of levels and units.","additionalProperties":false,"required":["prefix"],"properties":{"prefix":{"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$","description":"The first part of every unit's address: ICX-CONST in ICX-CONST/C01/A003. Letters, digits, dots, underscores and hyphens, beginning with a letter or digit, at most 63 characters. Units in the database outside this prefix are nobody's business."},"levels":{"type":"array","minItems":1,"maxItems":4,"description":"The kinds of cut, outermost first. A unit begins where a level's heading or marker stands and ends where the next unit begins.","items":{"$ref":"#/$defs/level"}},"numbering":{"enum":["declared","ordinal"],"default":"declared","description":"declared (the default): units carry the numbers that the text gives them, each one more than the last. ordinal: units are counted from 1 within their parent, whatever the text says."},"preamble":{"enum":["unit","refuse"],"default":"refuse","description":"Text before the first unit: unit makes it a unit of its own with the address PREFIX/PREAMBLE; refuse (the default) makes it an error."},"units":{"type":"array","minItems":1,"description":"The units one by one, in order, instead of levels. Together they must cover every line of the source exactly once.","items":{"$ref":"#/$defs/explicitUnit"}}}},"expect":{"type":"object","description":"What the author expects of the cut. A cut that comes out otherwise is an error before anything moves.","additionalProperties":false,"required":["units"],"properties":{"units":{"type":"integer","minimum":1,"maximum":10000000,"description":"How many units the cut makes. At least 1."},"manifestSha256":{"$ref":"#/$defs/sha256","description":"Optional: the manifest's digest, which pins every address, place and text of the cut. `reconcile diff --manifest` prints it."}}},"expiresAt":{"$ref":"#/$defs/time","description":"Optional: after this moment nothing of this plan moves any more."}}}},"$defs":{"name":{"type":"string","pattern":"^[a-z0-9][a-z0-9-]{0,62}$","description":"Small letters, digits and hyphens, beginning with a letter or digit, at most 63 characters."},"line":{"type":"string","minLength":1,"maxLength":200,"pattern":"\\S","description":"One line of text, 1 to 200 characters, not only spaces."},"sha256":{"type":"string","pattern":"^[0-9a-f]{64}$","description":"SHA-256: 64 small hex digits. Digits alone need quotes."},"time":{"type":"string","format":"date-time","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$","description":"A moment in UTC to the second, in quotes: \"2027-01-31T00:00:00Z\"."},"level":{"title":"Level","type":"object","description":"One kind of cut. Give heading, or marker, or both (headings of that depth whose text begins with the marker).","additionalProperties":false,"required":["code"],"minProperties":2,"properties":{"heading":{"type":"integer","minimum":1,"maximum":6,"description":"Markdown headings of this depth begin a unit. Headings in code fences, front matter, HTML and comments are no headings."},"marker":{"type":"string","minLength":3,"maxLength":100,"description":"Lines that begin with this text begin a unit. {n} stands for the number: arabic, or roman with {n:roman}. For example \"Article {n}\"."},"code":{"type":"string","pattern":"^[A-Za-z0-9._-]{0,30}\\{n(:0[1-9])?\\}[A-Za-z0-9._-]{0,30}$","description":"This level's part of the address. {n} is the unit's number, {n:03} the same padded with zeros to three digits. It stands exactly once, among letters, digits, dots, underscores and hyphens."}}},"explicitUnit":{"title":"ExplicitUnit","type":"object","description":"One unit, named by hand.","additionalProperties":false,"required":["address","title","lines"],"properties":{"address":{"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9._-]{0,62}(/[A-Za-z0-9][A-Za-z0-9._-]{0,62}){1,8}$","description":"The unit's whole address, beginning with the prefix: ICX-CONST/ANNEX. Two to nine parts of letters, digits, dots, underscores and hyphens, joined by slashes."},"title":{"$ref":"#/$defs/line","description":"The unit's title."},"lines":{"type":"array","minItems":2,"maxItems":2,"items":{"type":"integer","minimum":1},"description":"The first and the last line of the unit, both counted from 1 and both included."}}}}};
const schema32 = {"type":"string","pattern":"^[a-z0-9][a-z0-9-]{0,62}$","description":"Small letters, digits and hyphens, beginning with a letter or digit, at most 63 characters."};
const schema33 = {"type":"string","minLength":1,"maxLength":200,"pattern":"\\S","description":"One line of text, 1 to 200 characters, not only spaces."};
const schema36 = {"type":"string","pattern":"^[0-9a-f]{64}$","description":"SHA-256: 64 small hex digits. Digits alone need quotes."};
const schema37 = {"title":"Level","type":"object","description":"One kind of cut. Give heading, or marker, or both (headings of that depth whose text begins with the marker).","additionalProperties":false,"required":["code"],"minProperties":2,"properties":{"heading":{"type":"integer","minimum":1,"maximum":6,"description":"Markdown headings of this depth begin a unit. Headings in code fences, front matter, HTML and comments are no headings."},"marker":{"type":"string","minLength":3,"maxLength":100,"description":"Lines that begin with this text begin a unit. {n} stands for the number: arabic, or roman with {n:roman}. For example \"Article {n}\"."},"code":{"type":"string","pattern":"^[A-Za-z0-9._-]{0,30}\\{n(:0[1-9])?\\}[A-Za-z0-9._-]{0,30}$","description":"This level's part of the address. {n} is the unit's number, {n:03} the same padded with zeros to three digits. It stands exactly once, among letters, digits, dots, underscores and hyphens."}}};
const schema41 = {"type":"string","format":"date-time","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$","description":"A moment in UTC to the second, in quotes: \"2027-01-31T00:00:00Z\"."};
const pattern4 = new RegExp("^[a-z0-9][a-z0-9-]{0,62}$", "u");
const pattern5 = new RegExp("\\S", "u");
const pattern8 = new RegExp("^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$", "u");
const pattern9 = new RegExp("^[0-9a-f]{64}$", "u");
const pattern10 = new RegExp("^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$", "u");
const pattern12 = new RegExp("^[A-Za-z0-9._-]{0,30}\\{n(:0[1-9])?\\}[A-Za-z0-9._-]{0,30}$", "u");
const pattern16 = new RegExp("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$", "u");
const func1 = runtime.ucs2length.default;
const schema38 = {"title":"ExplicitUnit","type":"object","description":"One unit, named by hand.","additionalProperties":false,"required":["address","title","lines"],"properties":{"address":{"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9._-]{0,62}(/[A-Za-z0-9][A-Za-z0-9._-]{0,62}){1,8}$","description":"The unit's whole address, beginning with the prefix: ICX-CONST/ANNEX. Two to nine parts of letters, digits, dots, underscores and hyphens, joined by slashes."},"title":{"$ref":"#/$defs/line","description":"The unit's title."},"lines":{"type":"array","minItems":2,"maxItems":2,"items":{"type":"integer","minimum":1},"description":"The first and the last line of the unit, both counted from 1 and both included."}}};
const pattern13 = new RegExp("^[A-Za-z0-9][A-Za-z0-9._-]{0,62}(/[A-Za-z0-9][A-Za-z0-9._-]{0,62}){1,8}$", "u");

function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate21.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.address === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "address"},message:"must have required property '"+"address"+"'",schema:schema38.required,parentSchema:schema38,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.title === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "title"},message:"must have required property '"+"title"+"'",schema:schema38.required,parentSchema:schema38,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.lines === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "lines"},message:"must have required property '"+"lines"+"'",schema:schema38.required,parentSchema:schema38,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 in data){
if(!(((key0 === "address") || (key0 === "title")) || (key0 === "lines"))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema38,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.address !== undefined){
let data0 = data.address;
if(typeof data0 === "string"){
if(!pattern13.test(data0)){
const err4 = {instancePath:instancePath+"/address",schemaPath:"#/properties/address/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,62}(/[A-Za-z0-9][A-Za-z0-9._-]{0,62}){1,8}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9._-]{0,62}(/[A-Za-z0-9][A-Za-z0-9._-]{0,62}){1,8}$"+"\"",schema:"^[A-Za-z0-9][A-Za-z0-9._-]{0,62}(/[A-Za-z0-9][A-Za-z0-9._-]{0,62}){1,8}$",parentSchema:schema38.properties.address,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/address",schemaPath:"#/properties/address/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema38.properties.address.type,parentSchema:schema38.properties.address,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.title !== undefined){
let data1 = data.title;
if(typeof data1 === "string"){
if(func1(data1) > 200){
const err6 = {instancePath:instancePath+"/title",schemaPath:"#/$defs/line/maxLength",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters",schema:200,parentSchema:schema33,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(func1(data1) < 1){
const err7 = {instancePath:instancePath+"/title",schemaPath:"#/$defs/line/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema33,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(!pattern5.test(data1)){
const err8 = {instancePath:instancePath+"/title",schemaPath:"#/$defs/line/pattern",keyword:"pattern",params:{pattern: "\\S"},message:"must match pattern \""+"\\S"+"\"",schema:"\\S",parentSchema:schema33,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/title",schemaPath:"#/$defs/line/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema33.type,parentSchema:schema33,data:data1};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.lines !== undefined){
let data2 = data.lines;
if(Array.isArray(data2)){
if(data2.length > 2){
const err10 = {instancePath:instancePath+"/lines",schemaPath:"#/properties/lines/maxItems",keyword:"maxItems",params:{limit: 2},message:"must NOT have more than 2 items",schema:2,parentSchema:schema38.properties.lines,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(data2.length < 2){
const err11 = {instancePath:instancePath+"/lines",schemaPath:"#/properties/lines/minItems",keyword:"minItems",params:{limit: 2},message:"must NOT have fewer than 2 items",schema:2,parentSchema:schema38.properties.lines,data:data2};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
let data3 = data2[i0];
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
const err12 = {instancePath:instancePath+"/lines/" + i0,schemaPath:"#/properties/lines/items/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema38.properties.lines.items.type,parentSchema:schema38.properties.lines.items,data:data3};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 < 1 || isNaN(data3)){
const err13 = {instancePath:instancePath+"/lines/" + i0,schemaPath:"#/properties/lines/items/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema38.properties.lines.items,data:data3};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
}
}
else {
const err14 = {instancePath:instancePath+"/lines",schemaPath:"#/properties/lines/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema38.properties.lines.type,parentSchema:schema38.properties.lines,data:data2};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
}
else {
const err15 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema38.type,parentSchema:schema38,data};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
validate21.errors = vErrors;
return errors === 0;
}
validate21.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const formats0 = formats["date-time"];

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="urn:cutplan:schema:cut-plan:v1" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate20.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "apiVersion"},message:"must have required property '"+"apiVersion"+"'",schema:schema31.required,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.kind === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},message:"must have required property '"+"kind"+"'",schema:schema31.required,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.metadata === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"},message:"must have required property '"+"metadata"+"'",schema:schema31.required,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.spec === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "spec"},message:"must have required property '"+"spec"+"'",schema:schema31.required,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!((((key0 === "apiVersion") || (key0 === "kind")) || (key0 === "metadata")) || (key0 === "spec"))){
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.apiVersion !== undefined){
let data0 = data.apiVersion;
if("cutplan/v1" !== data0){
const err5 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue: "cutplan/v1"},message:"must be equal to constant",schema:"cutplan/v1",parentSchema:schema31.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.kind !== undefined){
let data1 = data.kind;
if("CutPlan" !== data1){
const err6 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "CutPlan"},message:"must be equal to constant",schema:"CutPlan",parentSchema:schema31.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.metadata !== undefined){
let data2 = data.metadata;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.name === undefined){
const err7 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema31.properties.metadata.required,parentSchema:schema31.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data2.title === undefined){
const err8 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "title"},message:"must have required property '"+"title"+"'",schema:schema31.properties.metadata.required,parentSchema:schema31.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data2.author === undefined){
const err9 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "author"},message:"must have required property '"+"author"+"'",schema:schema31.properties.metadata.required,parentSchema:schema31.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
for(const key1 in data2){
if(!(((key1 === "name") || (key1 === "title")) || (key1 === "author"))){
const err10 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data2.name !== undefined){
let data3 = data2.name;
if(typeof data3 === "string"){
if(!pattern4.test(data3)){
const err11 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\"",schema:"^[a-z0-9][a-z0-9-]{0,62}$",parentSchema:schema32,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
else {
const err12 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema32.type,parentSchema:schema32,data:data3};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data2.title !== undefined){
let data4 = data2.title;
if(typeof data4 === "string"){
if(func1(data4) > 200){
const err13 = {instancePath:instancePath+"/metadata/title",schemaPath:"#/$defs/line/maxLength",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters",schema:200,parentSchema:schema33,data:data4};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(func1(data4) < 1){
const err14 = {instancePath:instancePath+"/metadata/title",schemaPath:"#/$defs/line/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema33,data:data4};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(!pattern5.test(data4)){
const err15 = {instancePath:instancePath+"/metadata/title",schemaPath:"#/$defs/line/pattern",keyword:"pattern",params:{pattern: "\\S"},message:"must match pattern \""+"\\S"+"\"",schema:"\\S",parentSchema:schema33,data:data4};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
else {
const err16 = {instancePath:instancePath+"/metadata/title",schemaPath:"#/$defs/line/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema33.type,parentSchema:schema33,data:data4};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data2.author !== undefined){
let data5 = data2.author;
if(typeof data5 === "string"){
if(!pattern4.test(data5)){
const err17 = {instancePath:instancePath+"/metadata/author",schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\"",schema:"^[a-z0-9][a-z0-9-]{0,62}$",parentSchema:schema32,data:data5};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/metadata/author",schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema32.type,parentSchema:schema32,data:data5};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
else {
const err19 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.metadata.type,parentSchema:schema31.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data.spec !== undefined){
let data6 = data.spec;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(data6.mode === undefined){
const err20 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "mode"},message:"must have required property '"+"mode"+"'",schema:schema31.properties.spec.required,parentSchema:schema31.properties.spec,data:data6};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(data6.target === undefined){
const err21 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "target"},message:"must have required property '"+"target"+"'",schema:schema31.properties.spec.required,parentSchema:schema31.properties.spec,data:data6};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(data6.source === undefined){
const err22 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "source"},message:"must have required property '"+"source"+"'",schema:schema31.properties.spec.required,parentSchema:schema31.properties.spec,data:data6};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(data6.cut === undefined){
const err23 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "cut"},message:"must have required property '"+"cut"+"'",schema:schema31.properties.spec.required,parentSchema:schema31.properties.spec,data:data6};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(data6.expect === undefined){
const err24 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "expect"},message:"must have required property '"+"expect"+"'",schema:schema31.properties.spec.required,parentSchema:schema31.properties.spec,data:data6};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
for(const key2 in data6){
if(!((((((key2 === "mode") || (key2 === "target")) || (key2 === "source")) || (key2 === "cut")) || (key2 === "expect")) || (key2 === "expiresAt"))){
const err25 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.spec,data:data6};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data6.mode !== undefined){
let data7 = data6.mode;
if(!((data7 === "DRYRUN") || (data7 === "LIVE"))){
const err26 = {instancePath:instancePath+"/spec/mode",schemaPath:"#/properties/spec/properties/mode/enum",keyword:"enum",params:{allowedValues: schema31.properties.spec.properties.mode.enum},message:"must be equal to one of the allowed values",schema:schema31.properties.spec.properties.mode.enum,parentSchema:schema31.properties.spec.properties.mode,data:data7};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data6.target !== undefined){
let data8 = data6.target;
if(typeof data8 === "string"){
if(!pattern4.test(data8)){
const err27 = {instancePath:instancePath+"/spec/target",schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\"",schema:"^[a-z0-9][a-z0-9-]{0,62}$",parentSchema:schema32,data:data8};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
else {
const err28 = {instancePath:instancePath+"/spec/target",schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema32.type,parentSchema:schema32,data:data8};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data6.source !== undefined){
let data9 = data6.source;
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
if(data9.path === undefined){
const err29 = {instancePath:instancePath+"/spec/source",schemaPath:"#/properties/spec/properties/source/required",keyword:"required",params:{missingProperty: "path"},message:"must have required property '"+"path"+"'",schema:schema31.properties.spec.properties.source.required,parentSchema:schema31.properties.spec.properties.source,data:data9};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
if(data9.sha256 === undefined){
const err30 = {instancePath:instancePath+"/spec/source",schemaPath:"#/properties/spec/properties/source/required",keyword:"required",params:{missingProperty: "sha256"},message:"must have required property '"+"sha256"+"'",schema:schema31.properties.spec.properties.source.required,parentSchema:schema31.properties.spec.properties.source,data:data9};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if(data9.documentId === undefined){
const err31 = {instancePath:instancePath+"/spec/source",schemaPath:"#/properties/spec/properties/source/required",keyword:"required",params:{missingProperty: "documentId"},message:"must have required property '"+"documentId"+"'",schema:schema31.properties.spec.properties.source.required,parentSchema:schema31.properties.spec.properties.source,data:data9};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
for(const key3 in data9){
if(!(((key3 === "path") || (key3 === "sha256")) || (key3 === "documentId"))){
const err32 = {instancePath:instancePath+"/spec/source",schemaPath:"#/properties/spec/properties/source/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.spec.properties.source,data:data9};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data9.path !== undefined){
let data10 = data9.path;
if(typeof data10 === "string"){
if(!pattern8.test(data10)){
const err33 = {instancePath:instancePath+"/spec/source/path",schemaPath:"#/properties/spec/properties/source/properties/path/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$"+"\"",schema:"^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$",parentSchema:schema31.properties.spec.properties.source.properties.path,data:data10};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
else {
const err34 = {instancePath:instancePath+"/spec/source/path",schemaPath:"#/properties/spec/properties/source/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.spec.properties.source.properties.path.type,parentSchema:schema31.properties.spec.properties.source.properties.path,data:data10};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data9.sha256 !== undefined){
let data11 = data9.sha256;
if(typeof data11 === "string"){
if(!pattern9.test(data11)){
const err35 = {instancePath:instancePath+"/spec/source/sha256",schemaPath:"#/$defs/sha256/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{64}$"},message:"must match pattern \""+"^[0-9a-f]{64}$"+"\"",schema:"^[0-9a-f]{64}$",parentSchema:schema36,data:data11};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
else {
const err36 = {instancePath:instancePath+"/spec/source/sha256",schemaPath:"#/$defs/sha256/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema36.type,parentSchema:schema36,data:data11};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data9.documentId !== undefined){
let data12 = data9.documentId;
if(typeof data12 === "string"){
if(!pattern10.test(data12)){
const err37 = {instancePath:instancePath+"/spec/source/documentId",schemaPath:"#/properties/spec/properties/source/properties/documentId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$"+"\"",schema:"^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$",parentSchema:schema31.properties.spec.properties.source.properties.documentId,data:data12};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
else {
const err38 = {instancePath:instancePath+"/spec/source/documentId",schemaPath:"#/properties/spec/properties/source/properties/documentId/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.spec.properties.source.properties.documentId.type,parentSchema:schema31.properties.spec.properties.source.properties.documentId,data:data12};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
}
else {
const err39 = {instancePath:instancePath+"/spec/source",schemaPath:"#/properties/spec/properties/source/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.spec.properties.source.type,parentSchema:schema31.properties.spec.properties.source,data:data9};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data6.cut !== undefined){
let data13 = data6.cut;
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
if(data13.prefix === undefined){
const err40 = {instancePath:instancePath+"/spec/cut",schemaPath:"#/properties/spec/properties/cut/required",keyword:"required",params:{missingProperty: "prefix"},message:"must have required property '"+"prefix"+"'",schema:schema31.properties.spec.properties.cut.required,parentSchema:schema31.properties.spec.properties.cut,data:data13};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
for(const key4 in data13){
if(!(((((key4 === "prefix") || (key4 === "levels")) || (key4 === "numbering")) || (key4 === "preamble")) || (key4 === "units"))){
const err41 = {instancePath:instancePath+"/spec/cut",schemaPath:"#/properties/spec/properties/cut/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.spec.properties.cut,data:data13};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data13.prefix !== undefined){
let data14 = data13.prefix;
if(typeof data14 === "string"){
if(!pattern10.test(data14)){
const err42 = {instancePath:instancePath+"/spec/cut/prefix",schemaPath:"#/properties/spec/properties/cut/properties/prefix/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$"+"\"",schema:"^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$",parentSchema:schema31.properties.spec.properties.cut.properties.prefix,data:data14};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
else {
const err43 = {instancePath:instancePath+"/spec/cut/prefix",schemaPath:"#/properties/spec/properties/cut/properties/prefix/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.spec.properties.cut.properties.prefix.type,parentSchema:schema31.properties.spec.properties.cut.properties.prefix,data:data14};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
if(data13.levels !== undefined){
let data15 = data13.levels;
if(Array.isArray(data15)){
if(data15.length > 4){
const err44 = {instancePath:instancePath+"/spec/cut/levels",schemaPath:"#/properties/spec/properties/cut/properties/levels/maxItems",keyword:"maxItems",params:{limit: 4},message:"must NOT have more than 4 items",schema:4,parentSchema:schema31.properties.spec.properties.cut.properties.levels,data:data15};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
if(data15.length < 1){
const err45 = {instancePath:instancePath+"/spec/cut/levels",schemaPath:"#/properties/spec/properties/cut/properties/levels/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema31.properties.spec.properties.cut.properties.levels,data:data15};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
const len0 = data15.length;
for(let i0=0; i0<len0; i0++){
let data16 = data15[i0];
if(data16 && typeof data16 == "object" && !Array.isArray(data16)){
if(Object.keys(data16).length < 2){
const err46 = {instancePath:instancePath+"/spec/cut/levels/" + i0,schemaPath:"#/$defs/level/minProperties",keyword:"minProperties",params:{limit: 2},message:"must NOT have fewer than 2 properties",schema:2,parentSchema:schema37,data:data16};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
if(data16.code === undefined){
const err47 = {instancePath:instancePath+"/spec/cut/levels/" + i0,schemaPath:"#/$defs/level/required",keyword:"required",params:{missingProperty: "code"},message:"must have required property '"+"code"+"'",schema:schema37.required,parentSchema:schema37,data:data16};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
for(const key5 in data16){
if(!(((key5 === "heading") || (key5 === "marker")) || (key5 === "code"))){
const err48 = {instancePath:instancePath+"/spec/cut/levels/" + i0,schemaPath:"#/$defs/level/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties",schema:false,parentSchema:schema37,data:data16};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
if(data16.heading !== undefined){
let data17 = data16.heading;
if(!(((typeof data17 == "number") && (!(data17 % 1) && !isNaN(data17))) && (isFinite(data17)))){
const err49 = {instancePath:instancePath+"/spec/cut/levels/" + i0+"/heading",schemaPath:"#/$defs/level/properties/heading/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema37.properties.heading.type,parentSchema:schema37.properties.heading,data:data17};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
if((typeof data17 == "number") && (isFinite(data17))){
if(data17 > 6 || isNaN(data17)){
const err50 = {instancePath:instancePath+"/spec/cut/levels/" + i0+"/heading",schemaPath:"#/$defs/level/properties/heading/maximum",keyword:"maximum",params:{comparison: "<=", limit: 6},message:"must be <= 6",schema:6,parentSchema:schema37.properties.heading,data:data17};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
if(data17 < 1 || isNaN(data17)){
const err51 = {instancePath:instancePath+"/spec/cut/levels/" + i0+"/heading",schemaPath:"#/$defs/level/properties/heading/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema37.properties.heading,data:data17};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
}
if(data16.marker !== undefined){
let data18 = data16.marker;
if(typeof data18 === "string"){
if(func1(data18) > 100){
const err52 = {instancePath:instancePath+"/spec/cut/levels/" + i0+"/marker",schemaPath:"#/$defs/level/properties/marker/maxLength",keyword:"maxLength",params:{limit: 100},message:"must NOT have more than 100 characters",schema:100,parentSchema:schema37.properties.marker,data:data18};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
if(func1(data18) < 3){
const err53 = {instancePath:instancePath+"/spec/cut/levels/" + i0+"/marker",schemaPath:"#/$defs/level/properties/marker/minLength",keyword:"minLength",params:{limit: 3},message:"must NOT have fewer than 3 characters",schema:3,parentSchema:schema37.properties.marker,data:data18};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
else {
const err54 = {instancePath:instancePath+"/spec/cut/levels/" + i0+"/marker",schemaPath:"#/$defs/level/properties/marker/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema37.properties.marker.type,parentSchema:schema37.properties.marker,data:data18};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
if(data16.code !== undefined){
let data19 = data16.code;
if(typeof data19 === "string"){
if(!pattern12.test(data19)){
const err55 = {instancePath:instancePath+"/spec/cut/levels/" + i0+"/code",schemaPath:"#/$defs/level/properties/code/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9._-]{0,30}\\{n(:0[1-9])?\\}[A-Za-z0-9._-]{0,30}$"},message:"must match pattern \""+"^[A-Za-z0-9._-]{0,30}\\{n(:0[1-9])?\\}[A-Za-z0-9._-]{0,30}$"+"\"",schema:"^[A-Za-z0-9._-]{0,30}\\{n(:0[1-9])?\\}[A-Za-z0-9._-]{0,30}$",parentSchema:schema37.properties.code,data:data19};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
else {
const err56 = {instancePath:instancePath+"/spec/cut/levels/" + i0+"/code",schemaPath:"#/$defs/level/properties/code/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema37.properties.code.type,parentSchema:schema37.properties.code,data:data19};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
}
else {
const err57 = {instancePath:instancePath+"/spec/cut/levels/" + i0,schemaPath:"#/$defs/level/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema37.type,parentSchema:schema37,data:data16};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
}
else {
const err58 = {instancePath:instancePath+"/spec/cut/levels",schemaPath:"#/properties/spec/properties/cut/properties/levels/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.spec.properties.cut.properties.levels.type,parentSchema:schema31.properties.spec.properties.cut.properties.levels,data:data15};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
if(data13.numbering !== undefined){
let data20 = data13.numbering;
if(!((data20 === "declared") || (data20 === "ordinal"))){
const err59 = {instancePath:instancePath+"/spec/cut/numbering",schemaPath:"#/properties/spec/properties/cut/properties/numbering/enum",keyword:"enum",params:{allowedValues: schema31.properties.spec.properties.cut.properties.numbering.enum},message:"must be equal to one of the allowed values",schema:schema31.properties.spec.properties.cut.properties.numbering.enum,parentSchema:schema31.properties.spec.properties.cut.properties.numbering,data:data20};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
if(data13.preamble !== undefined){
let data21 = data13.preamble;
if(!((data21 === "unit") || (data21 === "refuse"))){
const err60 = {instancePath:instancePath+"/spec/cut/preamble",schemaPath:"#/properties/spec/properties/cut/properties/preamble/enum",keyword:"enum",params:{allowedValues: schema31.properties.spec.properties.cut.properties.preamble.enum},message:"must be equal to one of the allowed values",schema:schema31.properties.spec.properties.cut.properties.preamble.enum,parentSchema:schema31.properties.spec.properties.cut.properties.preamble,data:data21};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
if(data13.units !== undefined){
let data22 = data13.units;
if(Array.isArray(data22)){
if(data22.length < 1){
const err61 = {instancePath:instancePath+"/spec/cut/units",schemaPath:"#/properties/spec/properties/cut/properties/units/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema31.properties.spec.properties.cut.properties.units,data:data22};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
const len1 = data22.length;
for(let i1=0; i1<len1; i1++){
if(!(validate21(data22[i1], {instancePath:instancePath+"/spec/cut/units/" + i1,parentData:data22,parentDataProperty:i1,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
errors = vErrors.length;
}
}
}
else {
const err62 = {instancePath:instancePath+"/spec/cut/units",schemaPath:"#/properties/spec/properties/cut/properties/units/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.spec.properties.cut.properties.units.type,parentSchema:schema31.properties.spec.properties.cut.properties.units,data:data22};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
}
else {
const err63 = {instancePath:instancePath+"/spec/cut",schemaPath:"#/properties/spec/properties/cut/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.spec.properties.cut.type,parentSchema:schema31.properties.spec.properties.cut,data:data13};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
if(data6.expect !== undefined){
let data24 = data6.expect;
if(data24 && typeof data24 == "object" && !Array.isArray(data24)){
if(data24.units === undefined){
const err64 = {instancePath:instancePath+"/spec/expect",schemaPath:"#/properties/spec/properties/expect/required",keyword:"required",params:{missingProperty: "units"},message:"must have required property '"+"units"+"'",schema:schema31.properties.spec.properties.expect.required,parentSchema:schema31.properties.spec.properties.expect,data:data24};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
for(const key6 in data24){
if(!((key6 === "units") || (key6 === "manifestSha256"))){
const err65 = {instancePath:instancePath+"/spec/expect",schemaPath:"#/properties/spec/properties/expect/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.spec.properties.expect,data:data24};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
if(data24.units !== undefined){
let data25 = data24.units;
if(!(((typeof data25 == "number") && (!(data25 % 1) && !isNaN(data25))) && (isFinite(data25)))){
const err66 = {instancePath:instancePath+"/spec/expect/units",schemaPath:"#/properties/spec/properties/expect/properties/units/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema31.properties.spec.properties.expect.properties.units.type,parentSchema:schema31.properties.spec.properties.expect.properties.units,data:data25};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
if((typeof data25 == "number") && (isFinite(data25))){
if(data25 > 10000000 || isNaN(data25)){
const err67 = {instancePath:instancePath+"/spec/expect/units",schemaPath:"#/properties/spec/properties/expect/properties/units/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10000000},message:"must be <= 10000000",schema:10000000,parentSchema:schema31.properties.spec.properties.expect.properties.units,data:data25};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
if(data25 < 1 || isNaN(data25)){
const err68 = {instancePath:instancePath+"/spec/expect/units",schemaPath:"#/properties/spec/properties/expect/properties/units/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema31.properties.spec.properties.expect.properties.units,data:data25};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
}
if(data24.manifestSha256 !== undefined){
let data26 = data24.manifestSha256;
if(typeof data26 === "string"){
if(!pattern9.test(data26)){
const err69 = {instancePath:instancePath+"/spec/expect/manifestSha256",schemaPath:"#/$defs/sha256/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{64}$"},message:"must match pattern \""+"^[0-9a-f]{64}$"+"\"",schema:"^[0-9a-f]{64}$",parentSchema:schema36,data:data26};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
else {
const err70 = {instancePath:instancePath+"/spec/expect/manifestSha256",schemaPath:"#/$defs/sha256/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema36.type,parentSchema:schema36,data:data26};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
}
else {
const err71 = {instancePath:instancePath+"/spec/expect",schemaPath:"#/properties/spec/properties/expect/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.spec.properties.expect.type,parentSchema:schema31.properties.spec.properties.expect,data:data24};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
if(data6.expiresAt !== undefined){
let data27 = data6.expiresAt;
if(typeof data27 === "string"){
if(!pattern16.test(data27)){
const err72 = {instancePath:instancePath+"/spec/expiresAt",schemaPath:"#/$defs/time/pattern",keyword:"pattern",params:{pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"},message:"must match pattern \""+"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"+"\"",schema:"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$",parentSchema:schema41,data:data27};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
if(!(formats0(data27))){
const err73 = {instancePath:instancePath+"/spec/expiresAt",schemaPath:"#/$defs/time/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\"",schema:"date-time",parentSchema:schema41,data:data27};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
else {
const err74 = {instancePath:instancePath+"/spec/expiresAt",schemaPath:"#/$defs/time/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema41.type,parentSchema:schema41,data:data27};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
}
else {
const err75 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.spec.type,parentSchema:schema31.properties.spec,data:data6};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
}
else {
const err76 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.type,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};
