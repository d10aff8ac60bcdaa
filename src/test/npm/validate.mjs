// Validates a pack's folder machine/ with other people's schemas and readers.
//   node validate.mjs MACHINE OSCAL_SCHEMAS
// Prints one line a file; exit code 1 when anything is invalid.
import { readFileSync, existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(import.meta.url);
const Ajv2020 = require("ajv/dist/2020").default;
const Ajv = require("ajv").default;
const formats = require("ajv-formats").default;
const { convertFile, contextualizeEvaluation } = require("inspecjs");
const { parse } = require("test-results-parser");

const [machine, oscalSchemas] = process.argv.slice(2);
let isValid = true;

function report(name, faults) {
  console.log(`${name}: ${faults.length === 0 ? "valid" : faults.slice(0, 5).join("; ")}`);
  isValid &&= faults.length === 0;
}

function json(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}

function bySchema(validator, schema, file) {
  formats(validator);
  const check = validator.compile(schema);
  check(json(join(machine, file)));
  return (check.errors ?? []).map((e) => `${e.instancePath} ${e.message}`);
}

const sarif = json(require.resolve("@microsoft/sarif-multitool-linux/sarif-2.1.0.json"));
report("results.sarif.json", bySchema(new Ajv2020({ strict: false }), sarif, "results.sarif.json"));

// In this release's schemas some keywords "id" stand beside "properties" instead of inside: they say
// nothing there, and ajv refuses them.
function mended(node, isProperties = false) {
  if (Array.isArray(node)) return node.map((item) => mended(item));
  if (node === null || typeof node !== "object") return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => isProperties || key !== "id")
      .map(([key, value]) => [key, mended(value, key === "properties" && !isProperties)]),
  );
}

for (const [file, schema] of [
  ["assessment-results", "oscal-ar_schema.json"],
  ["assessment-plan", "oscal-ap_schema.json"],
  ["ssp", "oscal-ssp_schema.json"],
  ["profile", "oscal-profile_schema.json"],
  ["catalog", "oscal-catalog_schema.json"],
  ["component-definition", "oscal-component-definition_schema.json"],
  ["poam", "oscal-poam_schema.json"],
]) {
  if (existsSync(join(machine, "oscal", `${file}.json`))) {
    const rules = mended(json(join(oscalSchemas, schema)));
    const validator = new Ajv({ strict: false, unicodeRegExp: true });
    report(`oscal/${file}.json`, bySchema(validator, rules, `oscal/${file}.json`));
  }
}

const statement = {
  type: "object",
  required: ["_type", "subject", "predicateType", "predicate"],
  properties: {
    _type: { const: "https://in-toto.io/Statement/v1" },
    subject: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        required: ["name", "digest"],
        properties: {
          digest: { type: "object", required: ["sha256"], properties: { sha256: { pattern: "^[0-9a-f]{64}$" } } },
        },
      },
    },
    predicateType: { type: "string", format: "uri" },
    predicate: { type: "object" },
  },
};
report("statement.intoto.json", bySchema(new Ajv({ strict: false }), statement, "statement.intoto.json"));

const evaluation = convertFile(readFileSync(join(machine, "hdf.json"), "utf8"));
const results = evaluation["1_0_ExecJson"];
const faults = [];
if (results === undefined) {
  faults.push("inspecjs reads it as something else");
} else {
  const controls = contextualizeEvaluation(results).contains.flatMap((profile) => profile.contains);
  if (controls.length === 0) faults.push("inspecjs finds no control in it");
  for (const control of controls) {
    if (!["Passed", "Failed", "Not Applicable", "Not Reviewed", "Profile Error"].includes(control.hdf.status)) {
      faults.push(`${control.data.id} has status ${control.hdf.status}`);
    }
  }
  console.log(`hdf.json statuses: ${[...new Set(controls.map((c) => c.hdf.status))].sort().join(", ")}`);
}
report("hdf.json", faults);

const junit = parse({ type: "junit", files: [join(machine, "junit.xml")] });
const { result = junit } = junit;
console.log(`junit.xml: ${result.total} tests, ${result.passed} passed, ${result.failed} failed, ${result.errors} errors, ${result.skipped} skipped`);
report("junit.xml", result.total > 0 ? [] : ["test-results-parser finds no test in it"]);

process.exit(isValid ? 0 : 1);
