import {
  Comment,
  type CommentDisplayPart,
  CommentTag,
  DeclarationReflection,
  type ParameterReflection,
  type ProjectReflection,
  type Reflection,
  ReflectionKind,
  type SomeType,
} from "typedoc";
import { withTex } from "./plainMath.ts";

/** Doc comments as pages show them: formulas as TeX, defaults in a column of their own, and what a type says of itself where a field of that type says nothing. */
export function completeComments(project: ProjectReflection): void {
  const reflections = Object.values(project.reflections);
  for (const each of reflections) if (each.comment !== undefined) typeset(each.comment);
  for (const each of project.getReflectionsByKind(ReflectionKind.Function)) nameTypesOf(each as DeclarationReflection);
  for (const each of reflections) {
    if (each.kindOf(ReflectionKind.Parameter)) describe(each as ParameterReflection);
    if (each.kindOf([ReflectionKind.Property, ReflectionKind.Accessor])) {
      describe(each as DeclarationReflection);
      if (each.comment !== undefined) splitDefault(each.comment);
      describe(each as DeclarationReflection);
    }
  }
}

/** What a function takes or gives and that says nothing of itself is at least said to be that. */
function nameTypesOf({ name, signatures = [] }: DeclarationReflection): void {
  for (const { parameters = [], type } of signatures) {
    for (const parameter of parameters) sayWhatItIs(namedType(parameter.type), `What \`${name}\` takes.`);
    sayWhatItIs(namedType(type), `What \`${name}\` gives.`);
  }
}

function sayWhatItIs(type: Reflection | undefined, text: string): void {
  if (!(type instanceof DeclarationReflection) || saysSomething(type)) return;
  type.comment ??= new Comment();
  type.comment.summary = [{ kind: "text", text }];
}

const saysSomething = ({ comment }: Reflection): boolean => comment !== undefined && comment.summary.length > 0;

function typeset(comment: Comment): void {
  const parts = [
    comment.summary,
    ...comment.blockTags.filter(({ tag }) => tag !== "@example").map(({ content }) => content),
  ];
  for (const content of parts) {
    // a formula does not reach across code
    for (const part of content) if (part.kind === "text") part.text = withTex(part.text);
  }
}

/** A name that means the same everywhere, and else the sentence of its type, stands for a field or an argument that says nothing. */
function describe(reflection: DeclarationReflection | ParameterReflection): void {
  if (saysSomething(reflection)) return;
  const meaning = meanings[reflection.name.replace(/^options\./, "")];
  const summary = namedType(reflection.type)?.comment?.summary ?? ofLanguage(reflection.type);
  if (meaning === undefined && summary.length === 0) return;
  reflection.comment ??= new Comment();
  reflection.comment.summary =
    meaning === undefined ? firstSentence(summary) : [{ kind: "text", text: withTex(meaning) }];
}

/** What a type of the language itself is. */
const ofLanguage = (type: SomeType | undefined): CommentDisplayPart[] =>
  type?.type === "reference" && type.name === "ErrorOptions" ? [{ kind: "text", text: "Its `cause`." }] : [];

/** What names stand for wherever they stand. */
const meanings: Readonly<Record<string, string>> = {
  theta: "The parameters, length p.",
  beta: "The function, row-major.",
  s: "Singular values.",
  etaA: "Learning rate of the second layer, or of the readout; 1 if not given.",
  etaW: "Learning rate of the first layer; 1 if not given.",
  delta: "The conserved quantity.",
  hiddenWidth: "h, the number of hidden neurons.",
  inputDimension: "d, the length of an input.",
  outputDimension: "c, the number of outputs.",
  trainSize: "n, the number of training inputs.",
  classes: "The number of classes.",
  c: "The number of outputs.",
  random: "Where random numbers come from, such as `randomGenerator(seed)` of @lazyrich/data.",
  time: "Of the flow, at least 0.",
  times: "Of the flow, each at least 0.",
  evaluations: "How often the field was evaluated.",
  offset: "Where it begins in theta.",
  name: "Its name.",
  gradient: "Of the loss, length p.",
  a: "Readout.",
  endTime: "Where the flow ends.",
  title: "Above it.",
  label: "Read as a math label.",
  outputs: "Of the network, n x c.",
  fields: "The values of its fields, as a completed spec has them.",
  spec: "The settings of a run.",
  learningRates: "One a layer; all 1 if not given.",
  out: "Where the result is written.",
  t: "The time.",
  step: "Counted from the start.",
  precision: "Of the numbers that are computed with.",
  seed: "Of what is drawn at random.",
  kernelDistance: "S to the start; null where a kernel is 0.",
  kernelDistanceTrace: "S of the traces over outputs.",
  kernelDistanceStandardError: "Over the inputs.",
  parameterDistance: "Of the parameters to those of the start.",
  outputDistance: "Of the outputs to those of the start.",
  loss: "Of the training data; null without labels.",
  symbol: "What is drawn at a point.",
  power: "To which it is raised.",
  columns: "How many columns.",
  a0: "The readout at the start.",
  limit: "The most bytes.",
  seconds: "How long each frame is shown: one number, or one a frame.",
  repeats: "How often it plays; 0 is for ever.",
  scale: "Pixels per point.",
  folder: "Its path.",
  shard: "Which part of the cells.",
  targets: "What the predictions should be.",
  method: "By which it was followed.",
  message: "In one line.",
  model: "By its name.",
  accuracy: "The share of inputs that are classified right; null without classes.",
};

function namedType(type: SomeType | undefined): Reflection | undefined {
  if (type?.type === "reference") return type.reflection;
  if (type?.type === "union") {
    const [only, ...others] = type.types.filter((each) => each.type !== "intrinsic");
    return others.length === 0 ? namedType(only) : undefined;
  }
  return undefined;
}

/** The parts of a text up to the end of its first sentence. */
export function firstSentence(parts: readonly CommentDisplayPart[]): CommentDisplayPart[] {
  const found: CommentDisplayPart[] = [];
  for (const part of parts) {
    if (part.kind !== "text") {
      found.push(part);
      continue;
    }
    const [, sentence] = /^((?:[^.\n$]|\.(?!\s|$)|\n(?!\n)|\$[^$]*\$)*\.)(?:\s|$)/.exec(part.text) ?? [];
    // up to the formula that a paragraph leads to
    const [paragraph = ""] = /^.*?(?=\n\s*\n)(?:\n\s*\n\$\$[^$]*\$\$)?/s.exec(part.text) ?? [part.text];
    found.push({ kind: "text", text: sentence ?? paragraph });
    if (sentence !== undefined || paragraph !== part.text) break;
  }
  return found;
}

/** "Learning rate of the readout; 1 if not given." is a description and a default. */
function splitDefault(comment: Comment): void {
  const text = comment.summary.map(({ text }) => text).join("");
  const [, before, value, after = ""] =
    /^(?:(.*?)[;,] )?([^;,.:]+(?:\.\d[^;,.:]*)?) (?:if not given|by default)(?:[.;,:] ?(.*))?$/s.exec(text) ?? [];
  if (value === undefined || comment.getTag("@defaultValue") !== undefined) return;
  const capital = after.replace(/^[a-z]/, (letter) => letter.toUpperCase());
  const sentence = before === undefined || before === "" ? "" : `${before.replace(/[.]$/, "")}. `;
  const left = `${sentence}${capital}`.trim();
  comment.summary = left === "" ? [] : [{ kind: "text", text: left }];
  comment.blockTags.push(new CommentTag("@defaultValue", [{ kind: "text", text: value.trim() }]));
}
