// Answers each line of JSON on the standard input, {engine, template, data, escape}, with a line:
// {text}, or {error} where the engine refuses the template. The argument is the folder into which
// the packages were installed.
const { createInterface } = require('node:readline')
const { createRequire } = require('node:module')

const installed = createRequire(process.argv[2] + '/')
const Handlebars = installed('handlebars')
const Mustache = installed('mustache')

const engines = {
  handlebars: ({ template, data, escape }) =>
    Handlebars.compile(template, { noEscape: !escape })(data),
  mustache: ({ template, data, escape }) =>
    Mustache.render(template, data, {}, escape ? {} : { escape: String }),
}

function answer(line) {
  const asked = JSON.parse(line)
  try {
    return { text: engines[asked.engine](asked) }
  } catch (error) {
    return { error: String(error.message) }
  }
}

createInterface({ input: process.stdin, crlfDelay: Infinity }).on('line', (line) => {
  process.stdout.write(JSON.stringify(answer(line)) + '\n')
})
