// Generated from schemas/policy.schema.json by `npm run generate`. Change the schema, not this file.
// @ts-nocheck
import runtimeLength from "ajv/dist/runtime/ucs2length.js";
import runtimeEqual from "ajv/dist/runtime/equal.js";
import { isCalendarTime } from "../calendar-time.ts";

const formats = { "date-time": isCalendarTime };
const runtime = { ucs2length: runtimeLength, equal: runtimeEqual };

export const validate = validate20;
const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"urn:cutplan:schema:policy:v1","title":"Policy","description":"Who may open which gate. Lives at plans/_trust/policy.yaml. Nobody may do what is not written here.","type":"object","additionalProperties":false,"required":["apiVersion","kind","version","expiresAt","repository","admins","persons","gates","separationOfDuties","signatures","runners"],"properties":{"apiVersion":{"const":"cutplan/v1","description":"The version of this format. Always cutplan/v1."},"kind":{"const":"Policy","description":"What this document is. Always Policy."},"version":{"type":"integer","minimum":1,"description":"Goes up by one with every change."},"expiresAt":{"$ref":"#/$defs/time","description":"From this moment on the policy opens no gate."},"repository":{"type":"string","minLength":1,"maxLength":300,"description":"This repository's identity. Approvals repeat it, so that they do not work in a fork."},"admins":{"$ref":"#/$defs/quorum","description":"Who may change this policy, and how many of them it takes."},"persons":{"type":"object","description":"Everyone who may author or approve, by a short name.","minProperties":1,"maxProperties":1000,"propertyNames":{"pattern":"^[a-z0-9][a-z0-9-]{0,62}$","description":"Small letters, digits and hyphens, beginning with a letter or digit, at most 63 characters."},"additionalProperties":{"$ref":"#/$defs/person"}},"gates":{"type":"object","description":"The three gates, and who may open them.","additionalProperties":false,"required":["SG_1","SG_2","SG_3"],"properties":{"SG_1":{"$ref":"#/$defs/gate","description":"Before the first write."},"SG_2":{"$ref":"#/$defs/gate","description":"Before units are enacted."},"SG_3":{"$ref":"#/$defs/gate","description":"The way out of a torn LIVE run."}}},"separationOfDuties":{"type":"object","description":"Who may not do two things at once.","additionalProperties":false,"required":["authorMayApprove"],"properties":{"authorMayApprove":{"type":"boolean","description":"Whether a plan's author may approve the own plan. Almost always false."}}},"signatures":{"type":"object","description":"What must be signed to count.","additionalProperties":false,"required":["plans","approvals","evidence"],"properties":{"plans":{"$ref":"#/$defs/demand","description":"The author's signature beside the plan."},"approvals":{"$ref":"#/$defs/demand","description":"The approver's signature beside the approval."},"evidence":{"$ref":"#/$defs/demand","description":"The runner's signature over each statement."}}},"pins":{"title":"TrustPins","type":"object","description":"The lists beside this policy, by SHA-256 of their bytes, so that a signature over the policy covers them too. Without a pin a list counts only as it was in the version before. `reconcile trust add-key` keeps them right.","additionalProperties":false,"properties":{"allowedSigners":{"$ref":"#/$defs/sha256","description":"SHA-256 of plans/_trust/allowed_signers."},"revokedKeys":{"$ref":"#/$defs/sha256","description":"SHA-256 of plans/_trust/revoked_keys."}}},"runners":{"type":"array","description":"Public keys that may sign evidence, and from when to when.","maxItems":100,"items":{"title":"Runner","type":"object","description":"One runner's key.","additionalProperties":false,"required":["publicKey","validAfter","validBefore"],"properties":{"publicKey":{"type":"string","minLength":1,"maxLength":1000,"description":"The public key on one line: SPKI in base64, ECDSA P-256. `reconcile doctor` prints this clone's."},"validAfter":{"$ref":"#/$defs/time","description":"Counts from this moment on."},"validBefore":{"$ref":"#/$defs/time","description":"Counts before this moment."}}}}},"$defs":{"name":{"type":"string","pattern":"^[a-z0-9][a-z0-9-]{0,62}$","description":"Small letters, digits and hyphens, beginning with a letter or digit, at most 63 characters."},"time":{"type":"string","format":"date-time","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$","description":"A moment in UTC to the second, in quotes: \"2027-01-31T00:00:00Z\"."},"sha256":{"type":"string","pattern":"^[0-9a-f]{64}$","description":"64 hex digits, as sha256sum prints them."},"demand":{"enum":["required","optional"]},"persons":{"type":"array","minItems":1,"maxItems":100,"uniqueItems":true,"items":{"$ref":"#/$defs/name","type":"string"},"description":"Persons of this policy, by their short names. Never empty: nobody listed means nobody may."},"person":{"title":"Person","type":"object","description":"One human being.","additionalProperties":false,"required":["principal"],"properties":{"principal":{"type":"string","pattern":"^[a-z0-9._+-]{1,64}@[a-z0-9]([a-z0-9.-]{0,188}[a-z0-9])?$","description":"The person's name in plans/_trust/allowed_signers, written like an e-mail address: small letters, digits and ._+- before the @, small letters, digits, dots and hyphens behind it."}}},"quorum":{"title":"Quorum","type":"object","additionalProperties":false,"required":["threshold","persons"],"properties":{"threshold":{"type":"integer","minimum":1,"maximum":100,"description":"How many different persons it takes."},"persons":{"$ref":"#/$defs/persons"}}},"gate":{"title":"Gate","type":"object","additionalProperties":false,"required":["threshold","persons"],"properties":{"threshold":{"type":"integer","minimum":1,"maximum":100,"description":"How many different persons must approve."},"persons":{"$ref":"#/$defs/persons"},"notSamePersonAs":{"type":"array","uniqueItems":true,"maxItems":2,"items":{"type":"string","enum":["SG_1","SG_2"]},"description":"Gates whose approvers may not approve here as well."}}}}};
const schema32 = {"type":"string","format":"date-time","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$","description":"A moment in UTC to the second, in quotes: \"2027-01-31T00:00:00Z\"."};
const schema36 = {"title":"Person","type":"object","description":"One human being.","additionalProperties":false,"required":["principal"],"properties":{"principal":{"type":"string","pattern":"^[a-z0-9._+-]{1,64}@[a-z0-9]([a-z0-9.-]{0,188}[a-z0-9])?$","description":"The person's name in plans/_trust/allowed_signers, written like an e-mail address: small letters, digits and ._+- before the @, small letters, digits, dots and hyphens behind it."}}};
const schema38 = {"enum":["required","optional"]};
const schema41 = {"type":"string","pattern":"^[0-9a-f]{64}$","description":"64 hex digits, as sha256sum prints them."};
const func1 = Object.prototype.hasOwnProperty;
const func2 = runtime.ucs2length.default;
const formats0 = formats["date-time"];
const pattern4 = new RegExp("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$", "u");
const pattern5 = new RegExp("^[a-z0-9][a-z0-9-]{0,62}$", "u");
const pattern7 = new RegExp("^[a-z0-9._+-]{1,64}@[a-z0-9]([a-z0-9.-]{0,188}[a-z0-9])?$", "u");
const pattern8 = new RegExp("^[0-9a-f]{64}$", "u");
const schema33 = {"title":"Quorum","type":"object","additionalProperties":false,"required":["threshold","persons"],"properties":{"threshold":{"type":"integer","minimum":1,"maximum":100,"description":"How many different persons it takes."},"persons":{"$ref":"#/$defs/persons"}}};
const schema34 = {"type":"array","minItems":1,"maxItems":100,"uniqueItems":true,"items":{"$ref":"#/$defs/name","type":"string"},"description":"Persons of this policy, by their short names. Never empty: nobody listed means nobody may."};
const schema35 = {"type":"string","pattern":"^[a-z0-9][a-z0-9-]{0,62}$","description":"Small letters, digits and hyphens, beginning with a letter or digit, at most 63 characters."};

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate22.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(Array.isArray(data)){
if(data.length > 100){
const err0 = {instancePath,schemaPath:"#/maxItems",keyword:"maxItems",params:{limit: 100},message:"must NOT have more than 100 items",schema:100,parentSchema:schema34,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.length < 1){
const err1 = {instancePath,schemaPath:"#/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema34,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
if(typeof data0 !== "string"){
const err2 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema34.items.type,parentSchema:schema34.items,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(typeof data0 === "string"){
if(!pattern5.test(data0)){
const err3 = {instancePath:instancePath+"/" + i0,schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\"",schema:"^[a-z0-9][a-z0-9-]{0,62}$",parentSchema:schema35,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/" + i0,schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema35.type,parentSchema:schema35,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
let i1 = data.length;
let j0;
if(i1 > 1){
const indices0 = {};
for(;i1--;){
let item0 = data[i1];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
const err5 = {instancePath,schemaPath:"#/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i1+" are identical)",schema:true,parentSchema:schema34,data};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
break;
}
indices0[item0] = i1;
}
}
}
else {
const err6 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema34.type,parentSchema:schema34,data};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
validate22.errors = vErrors;
return errors === 0;
}
validate22.evaluated = {"items":true,"dynamicProps":false,"dynamicItems":false};


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
if(data.threshold === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "threshold"},message:"must have required property '"+"threshold"+"'",schema:schema33.required,parentSchema:schema33,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.persons === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "persons"},message:"must have required property '"+"persons"+"'",schema:schema33.required,parentSchema:schema33,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!((key0 === "threshold") || (key0 === "persons"))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema33,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.threshold !== undefined){
let data0 = data.threshold;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
const err3 = {instancePath:instancePath+"/threshold",schemaPath:"#/properties/threshold/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema33.properties.threshold.type,parentSchema:schema33.properties.threshold,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 > 100 || isNaN(data0)){
const err4 = {instancePath:instancePath+"/threshold",schemaPath:"#/properties/threshold/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100",schema:100,parentSchema:schema33.properties.threshold,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data0 < 1 || isNaN(data0)){
const err5 = {instancePath:instancePath+"/threshold",schemaPath:"#/properties/threshold/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema33.properties.threshold,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
}
if(data.persons !== undefined){
if(!(validate22(data.persons, {instancePath:instancePath+"/persons",parentData:data,parentDataProperty:"persons",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
}
else {
const err6 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema33.type,parentSchema:schema33,data};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
validate21.errors = vErrors;
return errors === 0;
}
validate21.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema37 = {"title":"Gate","type":"object","additionalProperties":false,"required":["threshold","persons"],"properties":{"threshold":{"type":"integer","minimum":1,"maximum":100,"description":"How many different persons must approve."},"persons":{"$ref":"#/$defs/persons"},"notSamePersonAs":{"type":"array","uniqueItems":true,"maxItems":2,"items":{"type":"string","enum":["SG_1","SG_2"]},"description":"Gates whose approvers may not approve here as well."}}};

function validate25(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate25.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.threshold === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "threshold"},message:"must have required property '"+"threshold"+"'",schema:schema37.required,parentSchema:schema37,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.persons === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "persons"},message:"must have required property '"+"persons"+"'",schema:schema37.required,parentSchema:schema37,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!(((key0 === "threshold") || (key0 === "persons")) || (key0 === "notSamePersonAs"))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema37,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.threshold !== undefined){
let data0 = data.threshold;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
const err3 = {instancePath:instancePath+"/threshold",schemaPath:"#/properties/threshold/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema37.properties.threshold.type,parentSchema:schema37.properties.threshold,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 > 100 || isNaN(data0)){
const err4 = {instancePath:instancePath+"/threshold",schemaPath:"#/properties/threshold/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100",schema:100,parentSchema:schema37.properties.threshold,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data0 < 1 || isNaN(data0)){
const err5 = {instancePath:instancePath+"/threshold",schemaPath:"#/properties/threshold/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema37.properties.threshold,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
}
if(data.persons !== undefined){
if(!(validate22(data.persons, {instancePath:instancePath+"/persons",parentData:data,parentDataProperty:"persons",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.notSamePersonAs !== undefined){
let data2 = data.notSamePersonAs;
if(Array.isArray(data2)){
if(data2.length > 2){
const err6 = {instancePath:instancePath+"/notSamePersonAs",schemaPath:"#/properties/notSamePersonAs/maxItems",keyword:"maxItems",params:{limit: 2},message:"must NOT have more than 2 items",schema:2,parentSchema:schema37.properties.notSamePersonAs,data:data2};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
let data3 = data2[i0];
if(typeof data3 !== "string"){
const err7 = {instancePath:instancePath+"/notSamePersonAs/" + i0,schemaPath:"#/properties/notSamePersonAs/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema37.properties.notSamePersonAs.items.type,parentSchema:schema37.properties.notSamePersonAs.items,data:data3};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(!((data3 === "SG_1") || (data3 === "SG_2"))){
const err8 = {instancePath:instancePath+"/notSamePersonAs/" + i0,schemaPath:"#/properties/notSamePersonAs/items/enum",keyword:"enum",params:{allowedValues: schema37.properties.notSamePersonAs.items.enum},message:"must be equal to one of the allowed values",schema:schema37.properties.notSamePersonAs.items.enum,parentSchema:schema37.properties.notSamePersonAs.items,data:data3};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
let i1 = data2.length;
let j0;
if(i1 > 1){
const indices0 = {};
for(;i1--;){
let item0 = data2[i1];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
const err9 = {instancePath:instancePath+"/notSamePersonAs",schemaPath:"#/properties/notSamePersonAs/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i1+" are identical)",schema:true,parentSchema:schema37.properties.notSamePersonAs,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
break;
}
indices0[item0] = i1;
}
}
}
else {
const err10 = {instancePath:instancePath+"/notSamePersonAs",schemaPath:"#/properties/notSamePersonAs/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema37.properties.notSamePersonAs.type,parentSchema:schema37.properties.notSamePersonAs,data:data2};
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
const err11 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema37.type,parentSchema:schema37,data};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
validate25.errors = vErrors;
return errors === 0;
}
validate25.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="urn:cutplan:schema:policy:v1" */;
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
if(data.version === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "version"},message:"must have required property '"+"version"+"'",schema:schema31.required,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.expiresAt === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "expiresAt"},message:"must have required property '"+"expiresAt"+"'",schema:schema31.required,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.repository === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "repository"},message:"must have required property '"+"repository"+"'",schema:schema31.required,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data.admins === undefined){
const err5 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "admins"},message:"must have required property '"+"admins"+"'",schema:schema31.required,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data.persons === undefined){
const err6 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "persons"},message:"must have required property '"+"persons"+"'",schema:schema31.required,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data.gates === undefined){
const err7 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "gates"},message:"must have required property '"+"gates"+"'",schema:schema31.required,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data.separationOfDuties === undefined){
const err8 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "separationOfDuties"},message:"must have required property '"+"separationOfDuties"+"'",schema:schema31.required,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data.signatures === undefined){
const err9 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "signatures"},message:"must have required property '"+"signatures"+"'",schema:schema31.required,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data.runners === undefined){
const err10 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "runners"},message:"must have required property '"+"runners"+"'",schema:schema31.required,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
for(const key0 in data){
if(!(func1.call(schema31.properties, key0))){
const err11 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.apiVersion !== undefined){
let data0 = data.apiVersion;
if("cutplan/v1" !== data0){
const err12 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue: "cutplan/v1"},message:"must be equal to constant",schema:"cutplan/v1",parentSchema:schema31.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.kind !== undefined){
let data1 = data.kind;
if("Policy" !== data1){
const err13 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "Policy"},message:"must be equal to constant",schema:"Policy",parentSchema:schema31.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.version !== undefined){
let data2 = data.version;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
const err14 = {instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema31.properties.version.type,parentSchema:schema31.properties.version,data:data2};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 < 1 || isNaN(data2)){
const err15 = {instancePath:instancePath+"/version",schemaPath:"#/properties/version/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema31.properties.version,data:data2};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
if(data.expiresAt !== undefined){
let data3 = data.expiresAt;
if(typeof data3 === "string"){
if(!pattern4.test(data3)){
const err16 = {instancePath:instancePath+"/expiresAt",schemaPath:"#/$defs/time/pattern",keyword:"pattern",params:{pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"},message:"must match pattern \""+"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"+"\"",schema:"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$",parentSchema:schema32,data:data3};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(!(formats0(data3))){
const err17 = {instancePath:instancePath+"/expiresAt",schemaPath:"#/$defs/time/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\"",schema:"date-time",parentSchema:schema32,data:data3};
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
const err18 = {instancePath:instancePath+"/expiresAt",schemaPath:"#/$defs/time/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema32.type,parentSchema:schema32,data:data3};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data.repository !== undefined){
let data4 = data.repository;
if(typeof data4 === "string"){
if(func2(data4) > 300){
const err19 = {instancePath:instancePath+"/repository",schemaPath:"#/properties/repository/maxLength",keyword:"maxLength",params:{limit: 300},message:"must NOT have more than 300 characters",schema:300,parentSchema:schema31.properties.repository,data:data4};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(func2(data4) < 1){
const err20 = {instancePath:instancePath+"/repository",schemaPath:"#/properties/repository/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema31.properties.repository,data:data4};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
else {
const err21 = {instancePath:instancePath+"/repository",schemaPath:"#/properties/repository/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.repository.type,parentSchema:schema31.properties.repository,data:data4};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data.admins !== undefined){
if(!(validate21(data.admins, {instancePath:instancePath+"/admins",parentData:data,parentDataProperty:"admins",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
errors = vErrors.length;
}
}
if(data.persons !== undefined){
let data6 = data.persons;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(Object.keys(data6).length > 1000){
const err22 = {instancePath:instancePath+"/persons",schemaPath:"#/properties/persons/maxProperties",keyword:"maxProperties",params:{limit: 1000},message:"must NOT have more than 1000 properties",schema:1000,parentSchema:schema31.properties.persons,data:data6};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(Object.keys(data6).length < 1){
const err23 = {instancePath:instancePath+"/persons",schemaPath:"#/properties/persons/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema31.properties.persons,data:data6};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
for(const key1 in data6){
const _errs14 = errors;
if(typeof key1 === "string"){
if(!pattern5.test(key1)){
const err24 = {instancePath:instancePath+"/persons",schemaPath:"#/properties/persons/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\"",schema:"^[a-z0-9][a-z0-9-]{0,62}$",parentSchema:schema31.properties.persons.propertyNames,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
var valid2 = _errs14 === errors;
if(!valid2){
const err25 = {instancePath:instancePath+"/persons",schemaPath:"#/properties/persons/propertyNames",keyword:"propertyNames",params:{propertyName: key1},message:"property name must be valid",schema:schema31.properties.persons.propertyNames,parentSchema:schema31.properties.persons,data:data6};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
for(const key2 in data6){
let data7 = data6[key2];
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if(data7.principal === undefined){
const err26 = {instancePath:instancePath+"/persons/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/person/required",keyword:"required",params:{missingProperty: "principal"},message:"must have required property '"+"principal"+"'",schema:schema36.required,parentSchema:schema36,data:data7};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
for(const key3 in data7){
if(!(key3 === "principal")){
const err27 = {instancePath:instancePath+"/persons/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/person/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties",schema:false,parentSchema:schema36,data:data7};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data7.principal !== undefined){
let data8 = data7.principal;
if(typeof data8 === "string"){
if(!pattern7.test(data8)){
const err28 = {instancePath:instancePath+"/persons/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/principal",schemaPath:"#/$defs/person/properties/principal/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9._+-]{1,64}@[a-z0-9]([a-z0-9.-]{0,188}[a-z0-9])?$"},message:"must match pattern \""+"^[a-z0-9._+-]{1,64}@[a-z0-9]([a-z0-9.-]{0,188}[a-z0-9])?$"+"\"",schema:"^[a-z0-9._+-]{1,64}@[a-z0-9]([a-z0-9.-]{0,188}[a-z0-9])?$",parentSchema:schema36.properties.principal,data:data8};
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
const err29 = {instancePath:instancePath+"/persons/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/principal",schemaPath:"#/$defs/person/properties/principal/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema36.properties.principal.type,parentSchema:schema36.properties.principal,data:data8};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
else {
const err30 = {instancePath:instancePath+"/persons/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/person/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema36.type,parentSchema:schema36,data:data7};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
}
else {
const err31 = {instancePath:instancePath+"/persons",schemaPath:"#/properties/persons/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.persons.type,parentSchema:schema31.properties.persons,data:data6};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data.gates !== undefined){
let data9 = data.gates;
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
if(data9.SG_1 === undefined){
const err32 = {instancePath:instancePath+"/gates",schemaPath:"#/properties/gates/required",keyword:"required",params:{missingProperty: "SG_1"},message:"must have required property '"+"SG_1"+"'",schema:schema31.properties.gates.required,parentSchema:schema31.properties.gates,data:data9};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
if(data9.SG_2 === undefined){
const err33 = {instancePath:instancePath+"/gates",schemaPath:"#/properties/gates/required",keyword:"required",params:{missingProperty: "SG_2"},message:"must have required property '"+"SG_2"+"'",schema:schema31.properties.gates.required,parentSchema:schema31.properties.gates,data:data9};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
if(data9.SG_3 === undefined){
const err34 = {instancePath:instancePath+"/gates",schemaPath:"#/properties/gates/required",keyword:"required",params:{missingProperty: "SG_3"},message:"must have required property '"+"SG_3"+"'",schema:schema31.properties.gates.required,parentSchema:schema31.properties.gates,data:data9};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
for(const key4 in data9){
if(!(((key4 === "SG_1") || (key4 === "SG_2")) || (key4 === "SG_3"))){
const err35 = {instancePath:instancePath+"/gates",schemaPath:"#/properties/gates/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.gates,data:data9};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data9.SG_1 !== undefined){
if(!(validate25(data9.SG_1, {instancePath:instancePath+"/gates/SG_1",parentData:data9,parentDataProperty:"SG_1",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
errors = vErrors.length;
}
}
if(data9.SG_2 !== undefined){
if(!(validate25(data9.SG_2, {instancePath:instancePath+"/gates/SG_2",parentData:data9,parentDataProperty:"SG_2",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
errors = vErrors.length;
}
}
if(data9.SG_3 !== undefined){
if(!(validate25(data9.SG_3, {instancePath:instancePath+"/gates/SG_3",parentData:data9,parentDataProperty:"SG_3",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
errors = vErrors.length;
}
}
}
else {
const err36 = {instancePath:instancePath+"/gates",schemaPath:"#/properties/gates/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.gates.type,parentSchema:schema31.properties.gates,data:data9};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data.separationOfDuties !== undefined){
let data13 = data.separationOfDuties;
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
if(data13.authorMayApprove === undefined){
const err37 = {instancePath:instancePath+"/separationOfDuties",schemaPath:"#/properties/separationOfDuties/required",keyword:"required",params:{missingProperty: "authorMayApprove"},message:"must have required property '"+"authorMayApprove"+"'",schema:schema31.properties.separationOfDuties.required,parentSchema:schema31.properties.separationOfDuties,data:data13};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
for(const key5 in data13){
if(!(key5 === "authorMayApprove")){
const err38 = {instancePath:instancePath+"/separationOfDuties",schemaPath:"#/properties/separationOfDuties/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.separationOfDuties,data:data13};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data13.authorMayApprove !== undefined){
let data14 = data13.authorMayApprove;
if(typeof data14 !== "boolean"){
const err39 = {instancePath:instancePath+"/separationOfDuties/authorMayApprove",schemaPath:"#/properties/separationOfDuties/properties/authorMayApprove/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema31.properties.separationOfDuties.properties.authorMayApprove.type,parentSchema:schema31.properties.separationOfDuties.properties.authorMayApprove,data:data14};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
}
else {
const err40 = {instancePath:instancePath+"/separationOfDuties",schemaPath:"#/properties/separationOfDuties/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.separationOfDuties.type,parentSchema:schema31.properties.separationOfDuties,data:data13};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data.signatures !== undefined){
let data15 = data.signatures;
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
if(data15.plans === undefined){
const err41 = {instancePath:instancePath+"/signatures",schemaPath:"#/properties/signatures/required",keyword:"required",params:{missingProperty: "plans"},message:"must have required property '"+"plans"+"'",schema:schema31.properties.signatures.required,parentSchema:schema31.properties.signatures,data:data15};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
if(data15.approvals === undefined){
const err42 = {instancePath:instancePath+"/signatures",schemaPath:"#/properties/signatures/required",keyword:"required",params:{missingProperty: "approvals"},message:"must have required property '"+"approvals"+"'",schema:schema31.properties.signatures.required,parentSchema:schema31.properties.signatures,data:data15};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
if(data15.evidence === undefined){
const err43 = {instancePath:instancePath+"/signatures",schemaPath:"#/properties/signatures/required",keyword:"required",params:{missingProperty: "evidence"},message:"must have required property '"+"evidence"+"'",schema:schema31.properties.signatures.required,parentSchema:schema31.properties.signatures,data:data15};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
for(const key6 in data15){
if(!(((key6 === "plans") || (key6 === "approvals")) || (key6 === "evidence"))){
const err44 = {instancePath:instancePath+"/signatures",schemaPath:"#/properties/signatures/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.signatures,data:data15};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data15.plans !== undefined){
let data16 = data15.plans;
if(!((data16 === "required") || (data16 === "optional"))){
const err45 = {instancePath:instancePath+"/signatures/plans",schemaPath:"#/$defs/demand/enum",keyword:"enum",params:{allowedValues: schema38.enum},message:"must be equal to one of the allowed values",schema:schema38.enum,parentSchema:schema38,data:data16};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
if(data15.approvals !== undefined){
let data17 = data15.approvals;
if(!((data17 === "required") || (data17 === "optional"))){
const err46 = {instancePath:instancePath+"/signatures/approvals",schemaPath:"#/$defs/demand/enum",keyword:"enum",params:{allowedValues: schema38.enum},message:"must be equal to one of the allowed values",schema:schema38.enum,parentSchema:schema38,data:data17};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
if(data15.evidence !== undefined){
let data18 = data15.evidence;
if(!((data18 === "required") || (data18 === "optional"))){
const err47 = {instancePath:instancePath+"/signatures/evidence",schemaPath:"#/$defs/demand/enum",keyword:"enum",params:{allowedValues: schema38.enum},message:"must be equal to one of the allowed values",schema:schema38.enum,parentSchema:schema38,data:data18};
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
const err48 = {instancePath:instancePath+"/signatures",schemaPath:"#/properties/signatures/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.signatures.type,parentSchema:schema31.properties.signatures,data:data15};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
if(data.pins !== undefined){
let data19 = data.pins;
if(data19 && typeof data19 == "object" && !Array.isArray(data19)){
for(const key7 in data19){
if(!((key7 === "allowedSigners") || (key7 === "revokedKeys"))){
const err49 = {instancePath:instancePath+"/pins",schemaPath:"#/properties/pins/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.pins,data:data19};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
if(data19.allowedSigners !== undefined){
let data20 = data19.allowedSigners;
if(typeof data20 === "string"){
if(!pattern8.test(data20)){
const err50 = {instancePath:instancePath+"/pins/allowedSigners",schemaPath:"#/$defs/sha256/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{64}$"},message:"must match pattern \""+"^[0-9a-f]{64}$"+"\"",schema:"^[0-9a-f]{64}$",parentSchema:schema41,data:data20};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
else {
const err51 = {instancePath:instancePath+"/pins/allowedSigners",schemaPath:"#/$defs/sha256/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema41.type,parentSchema:schema41,data:data20};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
if(data19.revokedKeys !== undefined){
let data21 = data19.revokedKeys;
if(typeof data21 === "string"){
if(!pattern8.test(data21)){
const err52 = {instancePath:instancePath+"/pins/revokedKeys",schemaPath:"#/$defs/sha256/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{64}$"},message:"must match pattern \""+"^[0-9a-f]{64}$"+"\"",schema:"^[0-9a-f]{64}$",parentSchema:schema41,data:data21};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
else {
const err53 = {instancePath:instancePath+"/pins/revokedKeys",schemaPath:"#/$defs/sha256/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema41.type,parentSchema:schema41,data:data21};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
}
else {
const err54 = {instancePath:instancePath+"/pins",schemaPath:"#/properties/pins/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.pins.type,parentSchema:schema31.properties.pins,data:data19};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
if(data.runners !== undefined){
let data22 = data.runners;
if(Array.isArray(data22)){
if(data22.length > 100){
const err55 = {instancePath:instancePath+"/runners",schemaPath:"#/properties/runners/maxItems",keyword:"maxItems",params:{limit: 100},message:"must NOT have more than 100 items",schema:100,parentSchema:schema31.properties.runners,data:data22};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
const len0 = data22.length;
for(let i0=0; i0<len0; i0++){
let data23 = data22[i0];
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
if(data23.publicKey === undefined){
const err56 = {instancePath:instancePath+"/runners/" + i0,schemaPath:"#/properties/runners/items/required",keyword:"required",params:{missingProperty: "publicKey"},message:"must have required property '"+"publicKey"+"'",schema:schema31.properties.runners.items.required,parentSchema:schema31.properties.runners.items,data:data23};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
if(data23.validAfter === undefined){
const err57 = {instancePath:instancePath+"/runners/" + i0,schemaPath:"#/properties/runners/items/required",keyword:"required",params:{missingProperty: "validAfter"},message:"must have required property '"+"validAfter"+"'",schema:schema31.properties.runners.items.required,parentSchema:schema31.properties.runners.items,data:data23};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
if(data23.validBefore === undefined){
const err58 = {instancePath:instancePath+"/runners/" + i0,schemaPath:"#/properties/runners/items/required",keyword:"required",params:{missingProperty: "validBefore"},message:"must have required property '"+"validBefore"+"'",schema:schema31.properties.runners.items.required,parentSchema:schema31.properties.runners.items,data:data23};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
for(const key8 in data23){
if(!(((key8 === "publicKey") || (key8 === "validAfter")) || (key8 === "validBefore"))){
const err59 = {instancePath:instancePath+"/runners/" + i0,schemaPath:"#/properties/runners/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.runners.items,data:data23};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
if(data23.publicKey !== undefined){
let data24 = data23.publicKey;
if(typeof data24 === "string"){
if(func2(data24) > 1000){
const err60 = {instancePath:instancePath+"/runners/" + i0+"/publicKey",schemaPath:"#/properties/runners/items/properties/publicKey/maxLength",keyword:"maxLength",params:{limit: 1000},message:"must NOT have more than 1000 characters",schema:1000,parentSchema:schema31.properties.runners.items.properties.publicKey,data:data24};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
if(func2(data24) < 1){
const err61 = {instancePath:instancePath+"/runners/" + i0+"/publicKey",schemaPath:"#/properties/runners/items/properties/publicKey/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema31.properties.runners.items.properties.publicKey,data:data24};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
else {
const err62 = {instancePath:instancePath+"/runners/" + i0+"/publicKey",schemaPath:"#/properties/runners/items/properties/publicKey/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.runners.items.properties.publicKey.type,parentSchema:schema31.properties.runners.items.properties.publicKey,data:data24};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
if(data23.validAfter !== undefined){
let data25 = data23.validAfter;
if(typeof data25 === "string"){
if(!pattern4.test(data25)){
const err63 = {instancePath:instancePath+"/runners/" + i0+"/validAfter",schemaPath:"#/$defs/time/pattern",keyword:"pattern",params:{pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"},message:"must match pattern \""+"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"+"\"",schema:"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$",parentSchema:schema32,data:data25};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
if(!(formats0(data25))){
const err64 = {instancePath:instancePath+"/runners/" + i0+"/validAfter",schemaPath:"#/$defs/time/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\"",schema:"date-time",parentSchema:schema32,data:data25};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
else {
const err65 = {instancePath:instancePath+"/runners/" + i0+"/validAfter",schemaPath:"#/$defs/time/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema32.type,parentSchema:schema32,data:data25};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
if(data23.validBefore !== undefined){
let data26 = data23.validBefore;
if(typeof data26 === "string"){
if(!pattern4.test(data26)){
const err66 = {instancePath:instancePath+"/runners/" + i0+"/validBefore",schemaPath:"#/$defs/time/pattern",keyword:"pattern",params:{pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"},message:"must match pattern \""+"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"+"\"",schema:"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$",parentSchema:schema32,data:data26};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
if(!(formats0(data26))){
const err67 = {instancePath:instancePath+"/runners/" + i0+"/validBefore",schemaPath:"#/$defs/time/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\"",schema:"date-time",parentSchema:schema32,data:data26};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
else {
const err68 = {instancePath:instancePath+"/runners/" + i0+"/validBefore",schemaPath:"#/$defs/time/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema32.type,parentSchema:schema32,data:data26};
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
else {
const err69 = {instancePath:instancePath+"/runners/" + i0,schemaPath:"#/properties/runners/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.runners.items.type,parentSchema:schema31.properties.runners.items,data:data23};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
}
else {
const err70 = {instancePath:instancePath+"/runners",schemaPath:"#/properties/runners/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.runners.type,parentSchema:schema31.properties.runners,data:data22};
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
const err71 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.type,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};
