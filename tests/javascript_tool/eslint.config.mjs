// Rules of the site's scripts. `tsc` says whether types fit; here is what it does not see.
import js from "@eslint/js";
import globals from "globals";

const browser = ["overrides/assets/js/*.js"];
const worker = ["macros/**/sw.js"];

export default [
  { files: [...browser, ...worker], ...js.configs.recommended },
  {
    files: [...browser, ...worker],
    // Phones of 2017 read no younger language: newer syntax is an error here.
    languageOptions: { ecmaVersion: 2017, sourceType: "script" },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "array-callback-return": "error",
      "block-scoped-var": "error",
      "consistent-return": "error",
      curly: "error",
      "default-case-last": "error",
      eqeqeq: "error",
      "no-alert": "error",
      "no-caller": "error",
      "no-console": "error",
      "no-else-return": "error",
      "no-eval": "error",
      "no-extend-native": "error",
      "no-implicit-globals": ["error", { lexicalBindings: true }],
      "no-implied-eval": "error",
      "no-lonely-if": "error",
      "no-loop-func": "error",
      "no-new-func": "error",
      "no-new-wrappers": "error",
      "no-param-reassign": ["error", { props: false }],
      "no-proto": "error",
      "no-return-assign": ["error", "except-parens"],
      "no-script-url": "error",
      "no-self-compare": "error",
      "no-sequences": "error",
      "no-shadow": ["error", { builtinGlobals: false }],
      "no-template-curly-in-string": "error",
      "no-throw-literal": "error",
      "no-unused-expressions": "error",
      "no-unused-vars": ["error", { argsIgnorePattern: "^_", caughtErrors: "none" }],
      "no-use-before-define": ["error", { functions: false, variables: false }],
      "no-useless-concat": "error",
      "no-useless-return": "error",
      "no-var": "error",
      "object-shorthand": ["error", "properties"],
      "prefer-const": "error",
      "prefer-promise-reject-errors": "error",
      "prefer-rest-params": "error",
      "prefer-spread": "error",
      radix: "error",
      strict: ["error", "function"],
      // No text becomes code, and nothing is sent: the policy of the pages forbids most of it too.
      "no-restricted-properties": ["error",
        { property: "innerHTML", message: "Build elements of texts." },
        { property: "outerHTML", message: "Build elements of texts." },
        { property: "insertAdjacentHTML", message: "Build elements of texts." },
        { object: "document", property: "write", message: "Build elements of texts." },
        { object: "document", property: "cookie", message: "Nothing is kept but the place." },
        { object: "navigator", property: "sendBeacon", message: "Nothing is sent." }],
      "no-restricted-globals": ["error",
        { name: "XMLHttpRequest", message: "Use json() of tools.js." },
        { name: "WebSocket", message: "Nothing is sent." },
        { name: "sessionStorage", message: "Nothing is kept but the place." }]
    }
  },
  {
    files: browser,
    languageOptions: { globals: { ...globals.browser, L: "readonly", Rozcestnik: "readonly" } },
    rules: { "max-lines": ["error", { max: 350 }], "max-len": ["error", { code: 120 }] }
  },
  {
    files: ["overrides/assets/js/tools.js"],
    languageOptions: { globals: { Rozcestnik: "off" } },
    rules: { "no-implicit-globals": "off", "no-unused-vars": ["error", { varsIgnorePattern: "^Rozcestnik$", caughtErrors: "none" }] }
  },
  {
    // A worker's global scope is its own; the line above the file says that it is strict.
    files: worker,
    languageOptions: { globals: { ...globals.serviceworker, BUILD: "readonly" } },
    rules: { strict: "off", "no-implicit-globals": "off", "max-len": ["error", { code: 120 }] }
  }
];
