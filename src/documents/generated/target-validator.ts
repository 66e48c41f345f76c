// Generated from schemas/target.schema.json by `npm run generate`. Change the schema, not this file.
// @ts-nocheck
import runtimeLength from "ajv/dist/runtime/ucs2length.js";
import runtimeEqual from "ajv/dist/runtime/equal.js";
import { isCalendarTime } from "../calendar-time.ts";

const formats = { "date-time": isCalendarTime };
const runtime = { ucs2length: runtimeLength, equal: runtimeEqual };

export const validate = validate20;
const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"urn:cutplan:schema:target:v1","title":"Target","description":"A database that plans may name. Lives at plans/_targets/<target>.yaml. It holds the name of the variable with the connection, never the connection itself.","type":"object","additionalProperties":false,"required":["apiVersion","kind","metadata","spec"],"properties":{"apiVersion":{"const":"cutplan/v1","description":"The version of this format. Always cutplan/v1."},"kind":{"const":"Target","description":"What this document is. Always Target."},"metadata":{"type":"object","description":"Which target this is.","additionalProperties":false,"required":["name"],"properties":{"name":{"type":"string","pattern":"^[a-z0-9][a-z0-9-]{0,62}$","description":"The target's name. Must be the file's name without .yaml."}}},"spec":{"type":"object","description":"Where the facts come from.","additionalProperties":false,"required":["driver"],"properties":{"driver":{"enum":["postgres","embedded","memory"],"description":"postgres: a database of yours, read only. embedded: a throw-away PostgreSQL with the seed below. memory: no database at all, the seed below is all there is."},"connection":{"type":"object","description":"Where the connection is to be found. Only for driver postgres.","additionalProperties":false,"required":["env"],"properties":{"env":{"type":"string","pattern":"^[A-Z][A-Z0-9_]{0,127}$","description":"The NAME of the environment variable that holds the connection URL, in capital letters, digits and underscores, for example CUTPLAN_RO_URL_REGISTER. A URL in this file is an error: it would put a password into git."}}},"contract":{"type":"object","description":"What cutplan relies on in that database. Leave out what is as in the defaults.","additionalProperties":false,"properties":{"functions":{"type":"object","description":"The canonical functions, schema-qualified.","additionalProperties":false,"properties":{"create":{"$ref":"#/$defs/qualified","default":"public.fn_iu_create","description":"Creates one information unit."},"enact":{"$ref":"#/$defs/qualified","default":"public.fn_iu_enact","description":"Moves one unit to enacted."}}},"roles":{"type":"object","description":"The database roles, each with the grants it needs and no others.","additionalProperties":false,"properties":{"execute":{"$ref":"#/$defs/role","default":"cutter_exec","description":"Cuts, records and enacts."},"verify":{"$ref":"#/$defs/role","default":"cutter_verify","description":"Writes the verification result."},"review":{"$ref":"#/$defs/role","default":"directus","description":"Reads review decisions."},"read":{"$ref":"#/$defs/role","default":"context_pack_readonly","description":"Reads the facts; cannot write."}}}}},"seed":{"type":"array","maxItems":10000,"description":"Units that exist already in an embedded or memory target.","items":{"$ref":"#/$defs/seedUnit"}}}}},"$defs":{"qualified":{"type":"string","pattern":"^[a-z_][a-z0-9_]{0,62}\\.[a-z_][a-z0-9_]{0,62}$","description":"A schema and a function with a dot between them, both of small letters, digits and underscores."},"role":{"type":"string","pattern":"^[a-z_][a-z0-9_]{0,62}$","description":"A role: small letters, digits and underscores, not beginning with a digit."},"seedUnit":{"title":"SeedUnit","type":"object","description":"A unit that exists before any plan runs.","additionalProperties":false,"required":["address","sha256","lifecycle"],"properties":{"address":{"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9._-]{0,62}(/[A-Za-z0-9][A-Za-z0-9._-]{0,62}){0,8}$","description":"The unit's address: parts of letters, digits, dots, underscores and hyphens, joined by slashes."},"sha256":{"type":"string","pattern":"^[0-9a-f]{64}$","description":"SHA-256 of the unit's text: 64 small hex digits. Digits alone need quotes."},"lifecycle":{"enum":["draft","enacted","retired"],"description":"Where the unit stands in its life."}}}}};
const schema32 = {"type":"string","pattern":"^[a-z_][a-z0-9_]{0,62}\\.[a-z_][a-z0-9_]{0,62}$","description":"A schema and a function with a dot between them, both of small letters, digits and underscores."};
const schema34 = {"type":"string","pattern":"^[a-z_][a-z0-9_]{0,62}$","description":"A role: small letters, digits and underscores, not beginning with a digit."};
const schema38 = {"title":"SeedUnit","type":"object","description":"A unit that exists before any plan runs.","additionalProperties":false,"required":["address","sha256","lifecycle"],"properties":{"address":{"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9._-]{0,62}(/[A-Za-z0-9][A-Za-z0-9._-]{0,62}){0,8}$","description":"The unit's address: parts of letters, digits, dots, underscores and hyphens, joined by slashes."},"sha256":{"type":"string","pattern":"^[0-9a-f]{64}$","description":"SHA-256 of the unit's text: 64 small hex digits. Digits alone need quotes."},"lifecycle":{"enum":["draft","enacted","retired"],"description":"Where the unit stands in its life."}}};
const pattern4 = new RegExp("^[a-z0-9][a-z0-9-]{0,62}$", "u");
const pattern5 = new RegExp("^[A-Z][A-Z0-9_]{0,127}$", "u");
const pattern6 = new RegExp("^[a-z_][a-z0-9_]{0,62}\\.[a-z_][a-z0-9_]{0,62}$", "u");
const pattern8 = new RegExp("^[a-z_][a-z0-9_]{0,62}$", "u");
const pattern12 = new RegExp("^[A-Za-z0-9][A-Za-z0-9._-]{0,62}(/[A-Za-z0-9][A-Za-z0-9._-]{0,62}){0,8}$", "u");
const pattern13 = new RegExp("^[0-9a-f]{64}$", "u");

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="urn:cutplan:schema:target:v1" */;
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
if("Target" !== data1){
const err6 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "Target"},message:"must be equal to constant",schema:"Target",parentSchema:schema31.properties.kind,data:data1};
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
for(const key1 in data2){
if(!(key1 === "name")){
const err8 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data2.name !== undefined){
let data3 = data2.name;
if(typeof data3 === "string"){
if(!pattern4.test(data3)){
const err9 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\"",schema:"^[a-z0-9][a-z0-9-]{0,62}$",parentSchema:schema31.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.metadata.properties.name.type,parentSchema:schema31.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
}
else {
const err11 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.metadata.type,parentSchema:schema31.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.spec !== undefined){
let data4 = data.spec;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(data4.driver === undefined){
const err12 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "driver"},message:"must have required property '"+"driver"+"'",schema:schema31.properties.spec.required,parentSchema:schema31.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
for(const key2 in data4){
if(!((((key2 === "driver") || (key2 === "connection")) || (key2 === "contract")) || (key2 === "seed"))){
const err13 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data4.driver !== undefined){
let data5 = data4.driver;
if(!(((data5 === "postgres") || (data5 === "embedded")) || (data5 === "memory"))){
const err14 = {instancePath:instancePath+"/spec/driver",schemaPath:"#/properties/spec/properties/driver/enum",keyword:"enum",params:{allowedValues: schema31.properties.spec.properties.driver.enum},message:"must be equal to one of the allowed values",schema:schema31.properties.spec.properties.driver.enum,parentSchema:schema31.properties.spec.properties.driver,data:data5};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data4.connection !== undefined){
let data6 = data4.connection;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(data6.env === undefined){
const err15 = {instancePath:instancePath+"/spec/connection",schemaPath:"#/properties/spec/properties/connection/required",keyword:"required",params:{missingProperty: "env"},message:"must have required property '"+"env"+"'",schema:schema31.properties.spec.properties.connection.required,parentSchema:schema31.properties.spec.properties.connection,data:data6};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
for(const key3 in data6){
if(!(key3 === "env")){
const err16 = {instancePath:instancePath+"/spec/connection",schemaPath:"#/properties/spec/properties/connection/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.spec.properties.connection,data:data6};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data6.env !== undefined){
let data7 = data6.env;
if(typeof data7 === "string"){
if(!pattern5.test(data7)){
const err17 = {instancePath:instancePath+"/spec/connection/env",schemaPath:"#/properties/spec/properties/connection/properties/env/pattern",keyword:"pattern",params:{pattern: "^[A-Z][A-Z0-9_]{0,127}$"},message:"must match pattern \""+"^[A-Z][A-Z0-9_]{0,127}$"+"\"",schema:"^[A-Z][A-Z0-9_]{0,127}$",parentSchema:schema31.properties.spec.properties.connection.properties.env,data:data7};
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
const err18 = {instancePath:instancePath+"/spec/connection/env",schemaPath:"#/properties/spec/properties/connection/properties/env/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.spec.properties.connection.properties.env.type,parentSchema:schema31.properties.spec.properties.connection.properties.env,data:data7};
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
const err19 = {instancePath:instancePath+"/spec/connection",schemaPath:"#/properties/spec/properties/connection/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.spec.properties.connection.type,parentSchema:schema31.properties.spec.properties.connection,data:data6};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data4.contract !== undefined){
let data8 = data4.contract;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
for(const key4 in data8){
if(!((key4 === "functions") || (key4 === "roles"))){
const err20 = {instancePath:instancePath+"/spec/contract",schemaPath:"#/properties/spec/properties/contract/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.spec.properties.contract,data:data8};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data8.functions !== undefined){
let data9 = data8.functions;
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
for(const key5 in data9){
if(!((key5 === "create") || (key5 === "enact"))){
const err21 = {instancePath:instancePath+"/spec/contract/functions",schemaPath:"#/properties/spec/properties/contract/properties/functions/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.spec.properties.contract.properties.functions,data:data9};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data9.create !== undefined){
let data10 = data9.create;
if(typeof data10 === "string"){
if(!pattern6.test(data10)){
const err22 = {instancePath:instancePath+"/spec/contract/functions/create",schemaPath:"#/$defs/qualified/pattern",keyword:"pattern",params:{pattern: "^[a-z_][a-z0-9_]{0,62}\\.[a-z_][a-z0-9_]{0,62}$"},message:"must match pattern \""+"^[a-z_][a-z0-9_]{0,62}\\.[a-z_][a-z0-9_]{0,62}$"+"\"",schema:"^[a-z_][a-z0-9_]{0,62}\\.[a-z_][a-z0-9_]{0,62}$",parentSchema:schema32,data:data10};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
else {
const err23 = {instancePath:instancePath+"/spec/contract/functions/create",schemaPath:"#/$defs/qualified/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema32.type,parentSchema:schema32,data:data10};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data9.enact !== undefined){
let data11 = data9.enact;
if(typeof data11 === "string"){
if(!pattern6.test(data11)){
const err24 = {instancePath:instancePath+"/spec/contract/functions/enact",schemaPath:"#/$defs/qualified/pattern",keyword:"pattern",params:{pattern: "^[a-z_][a-z0-9_]{0,62}\\.[a-z_][a-z0-9_]{0,62}$"},message:"must match pattern \""+"^[a-z_][a-z0-9_]{0,62}\\.[a-z_][a-z0-9_]{0,62}$"+"\"",schema:"^[a-z_][a-z0-9_]{0,62}\\.[a-z_][a-z0-9_]{0,62}$",parentSchema:schema32,data:data11};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
else {
const err25 = {instancePath:instancePath+"/spec/contract/functions/enact",schemaPath:"#/$defs/qualified/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema32.type,parentSchema:schema32,data:data11};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
}
else {
const err26 = {instancePath:instancePath+"/spec/contract/functions",schemaPath:"#/properties/spec/properties/contract/properties/functions/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.spec.properties.contract.properties.functions.type,parentSchema:schema31.properties.spec.properties.contract.properties.functions,data:data9};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data8.roles !== undefined){
let data12 = data8.roles;
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
for(const key6 in data12){
if(!((((key6 === "execute") || (key6 === "verify")) || (key6 === "review")) || (key6 === "read"))){
const err27 = {instancePath:instancePath+"/spec/contract/roles",schemaPath:"#/properties/spec/properties/contract/properties/roles/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.spec.properties.contract.properties.roles,data:data12};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data12.execute !== undefined){
let data13 = data12.execute;
if(typeof data13 === "string"){
if(!pattern8.test(data13)){
const err28 = {instancePath:instancePath+"/spec/contract/roles/execute",schemaPath:"#/$defs/role/pattern",keyword:"pattern",params:{pattern: "^[a-z_][a-z0-9_]{0,62}$"},message:"must match pattern \""+"^[a-z_][a-z0-9_]{0,62}$"+"\"",schema:"^[a-z_][a-z0-9_]{0,62}$",parentSchema:schema34,data:data13};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
else {
const err29 = {instancePath:instancePath+"/spec/contract/roles/execute",schemaPath:"#/$defs/role/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema34.type,parentSchema:schema34,data:data13};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data12.verify !== undefined){
let data14 = data12.verify;
if(typeof data14 === "string"){
if(!pattern8.test(data14)){
const err30 = {instancePath:instancePath+"/spec/contract/roles/verify",schemaPath:"#/$defs/role/pattern",keyword:"pattern",params:{pattern: "^[a-z_][a-z0-9_]{0,62}$"},message:"must match pattern \""+"^[a-z_][a-z0-9_]{0,62}$"+"\"",schema:"^[a-z_][a-z0-9_]{0,62}$",parentSchema:schema34,data:data14};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
else {
const err31 = {instancePath:instancePath+"/spec/contract/roles/verify",schemaPath:"#/$defs/role/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema34.type,parentSchema:schema34,data:data14};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data12.review !== undefined){
let data15 = data12.review;
if(typeof data15 === "string"){
if(!pattern8.test(data15)){
const err32 = {instancePath:instancePath+"/spec/contract/roles/review",schemaPath:"#/$defs/role/pattern",keyword:"pattern",params:{pattern: "^[a-z_][a-z0-9_]{0,62}$"},message:"must match pattern \""+"^[a-z_][a-z0-9_]{0,62}$"+"\"",schema:"^[a-z_][a-z0-9_]{0,62}$",parentSchema:schema34,data:data15};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
else {
const err33 = {instancePath:instancePath+"/spec/contract/roles/review",schemaPath:"#/$defs/role/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema34.type,parentSchema:schema34,data:data15};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data12.read !== undefined){
let data16 = data12.read;
if(typeof data16 === "string"){
if(!pattern8.test(data16)){
const err34 = {instancePath:instancePath+"/spec/contract/roles/read",schemaPath:"#/$defs/role/pattern",keyword:"pattern",params:{pattern: "^[a-z_][a-z0-9_]{0,62}$"},message:"must match pattern \""+"^[a-z_][a-z0-9_]{0,62}$"+"\"",schema:"^[a-z_][a-z0-9_]{0,62}$",parentSchema:schema34,data:data16};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
else {
const err35 = {instancePath:instancePath+"/spec/contract/roles/read",schemaPath:"#/$defs/role/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema34.type,parentSchema:schema34,data:data16};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
}
else {
const err36 = {instancePath:instancePath+"/spec/contract/roles",schemaPath:"#/properties/spec/properties/contract/properties/roles/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.spec.properties.contract.properties.roles.type,parentSchema:schema31.properties.spec.properties.contract.properties.roles,data:data12};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
}
else {
const err37 = {instancePath:instancePath+"/spec/contract",schemaPath:"#/properties/spec/properties/contract/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.spec.properties.contract.type,parentSchema:schema31.properties.spec.properties.contract,data:data8};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data4.seed !== undefined){
let data17 = data4.seed;
if(Array.isArray(data17)){
if(data17.length > 10000){
const err38 = {instancePath:instancePath+"/spec/seed",schemaPath:"#/properties/spec/properties/seed/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items",schema:10000,parentSchema:schema31.properties.spec.properties.seed,data:data17};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
const len0 = data17.length;
for(let i0=0; i0<len0; i0++){
let data18 = data17[i0];
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
if(data18.address === undefined){
const err39 = {instancePath:instancePath+"/spec/seed/" + i0,schemaPath:"#/$defs/seedUnit/required",keyword:"required",params:{missingProperty: "address"},message:"must have required property '"+"address"+"'",schema:schema38.required,parentSchema:schema38,data:data18};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if(data18.sha256 === undefined){
const err40 = {instancePath:instancePath+"/spec/seed/" + i0,schemaPath:"#/$defs/seedUnit/required",keyword:"required",params:{missingProperty: "sha256"},message:"must have required property '"+"sha256"+"'",schema:schema38.required,parentSchema:schema38,data:data18};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if(data18.lifecycle === undefined){
const err41 = {instancePath:instancePath+"/spec/seed/" + i0,schemaPath:"#/$defs/seedUnit/required",keyword:"required",params:{missingProperty: "lifecycle"},message:"must have required property '"+"lifecycle"+"'",schema:schema38.required,parentSchema:schema38,data:data18};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
for(const key7 in data18){
if(!(((key7 === "address") || (key7 === "sha256")) || (key7 === "lifecycle"))){
const err42 = {instancePath:instancePath+"/spec/seed/" + i0,schemaPath:"#/$defs/seedUnit/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties",schema:false,parentSchema:schema38,data:data18};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data18.address !== undefined){
let data19 = data18.address;
if(typeof data19 === "string"){
if(!pattern12.test(data19)){
const err43 = {instancePath:instancePath+"/spec/seed/" + i0+"/address",schemaPath:"#/$defs/seedUnit/properties/address/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,62}(/[A-Za-z0-9][A-Za-z0-9._-]{0,62}){0,8}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9._-]{0,62}(/[A-Za-z0-9][A-Za-z0-9._-]{0,62}){0,8}$"+"\"",schema:"^[A-Za-z0-9][A-Za-z0-9._-]{0,62}(/[A-Za-z0-9][A-Za-z0-9._-]{0,62}){0,8}$",parentSchema:schema38.properties.address,data:data19};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
else {
const err44 = {instancePath:instancePath+"/spec/seed/" + i0+"/address",schemaPath:"#/$defs/seedUnit/properties/address/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema38.properties.address.type,parentSchema:schema38.properties.address,data:data19};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data18.sha256 !== undefined){
let data20 = data18.sha256;
if(typeof data20 === "string"){
if(!pattern13.test(data20)){
const err45 = {instancePath:instancePath+"/spec/seed/" + i0+"/sha256",schemaPath:"#/$defs/seedUnit/properties/sha256/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{64}$"},message:"must match pattern \""+"^[0-9a-f]{64}$"+"\"",schema:"^[0-9a-f]{64}$",parentSchema:schema38.properties.sha256,data:data20};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
else {
const err46 = {instancePath:instancePath+"/spec/seed/" + i0+"/sha256",schemaPath:"#/$defs/seedUnit/properties/sha256/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema38.properties.sha256.type,parentSchema:schema38.properties.sha256,data:data20};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
if(data18.lifecycle !== undefined){
let data21 = data18.lifecycle;
if(!(((data21 === "draft") || (data21 === "enacted")) || (data21 === "retired"))){
const err47 = {instancePath:instancePath+"/spec/seed/" + i0+"/lifecycle",schemaPath:"#/$defs/seedUnit/properties/lifecycle/enum",keyword:"enum",params:{allowedValues: schema38.properties.lifecycle.enum},message:"must be equal to one of the allowed values",schema:schema38.properties.lifecycle.enum,parentSchema:schema38.properties.lifecycle,data:data21};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
}
else {
const err48 = {instancePath:instancePath+"/spec/seed/" + i0,schemaPath:"#/$defs/seedUnit/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema38.type,parentSchema:schema38,data:data18};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
}
else {
const err49 = {instancePath:instancePath+"/spec/seed",schemaPath:"#/properties/spec/properties/seed/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.spec.properties.seed.type,parentSchema:schema31.properties.spec.properties.seed,data:data17};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
}
else {
const err50 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.spec.type,parentSchema:schema31.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
}
else {
const err51 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.type,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};
