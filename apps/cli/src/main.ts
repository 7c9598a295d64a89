#!/usr/bin/env node
import module from "node:module";

// keeps compiled code between calls where Node can: 22.8 and later
module.enableCompileCache?.();
const { commandLine } = await import("./commandLine.js");
await commandLine();
