// What Node.js prints for each line of a table, in the form of the files with the expected texts:
//   node node.js values < values.txt > values.expected.txt
//   node node.js colors < values.txt > colors.expected.txt
//   node node.js methods < methods.txt > methods.expected.txt
const { formatWithOptions } = require("node:util");
const { Console } = require("node:console");
const { Writable } = require("node:stream");

// Where a frame is differs from one engine and folder to another: that there are some is what counts. Node's own
// frames are grey on a terminal.
const withoutPlaces = (text) => text
  .replace(/\x1b\[90m( *(?:at|\.\.\. \d+ lines) [^\x1b]*)\x1b\[39m/g, "$1")
  .replace(/^( *)at .*(?:\n *(?:at|\.\.\. \d+ lines) .*)*/gm, "$1at ...");

const values = (line, colors) => formatWithOptions({ colors }, ...new Function(`return [${line}];`)());

const methods = (line) => {
  let text = "";
  const stream = new Writable({ write(chunk, _, done) { text += chunk; done(); } });
  new Function("console", line)(new Console({ stdout: stream, stderr: stream }));
  return text.replace(/\n$/, "");
};

for (const line of require("node:fs").readFileSync(0, "utf8").split("\n")) {
  if (line === "") continue;
  const text = process.argv[2] === "methods" ? methods(line) : values(line, process.argv[2] === "colors");
  console.log(`> ${line}\n${withoutPlaces(text).split("\n").map((part) => `  ${part}`).join("\n")}`);
}
