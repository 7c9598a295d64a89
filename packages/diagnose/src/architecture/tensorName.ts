/** What a name says a tensor is. */
export interface TensorName {
  /** The layer, "0" of "0.weight". */
  readonly layer: string;
  readonly role: "weight" | "bias";
}

const LAST = /^(?:(.+)[._/])?(weight|kernel|bias|w|b)$/i;
const FIRST = /^(weight|kernel|bias|w|b)[._]?(\d+)$/i;

/** `fc1.weight`, `Dense_0/kernel`, `W1`; undefined if a name is of another kind. */
export function tensorName(name: string): TensorName | undefined {
  const last = LAST.exec(name);
  if (last) return { layer: last[1] ?? "dense", role: roleOf(last[2]!) };
  const first = FIRST.exec(name);
  return first ? { layer: first[2]!, role: roleOf(first[1]!) } : undefined;
}

const roleOf = (word: string): TensorName["role"] => (/^b/i.test(word) ? "bias" : "weight");

const STATISTIC = /(^|[._/])(running_(mean|var)|num_batches_tracked|moving_(mean|variance)|batch_stats)([._/]|$)/i;
const ATTENTION =
  /(^|[._/])(w?[qkv]|w_[qkv]|qkv|to_(q|k|v|qkv|kv)|(q|k|v|qkv|kv|in)_?(proj|projection|lin|linear)|quer(y|ies)|keys?|values?|query_key_value|c_attn|(self_?|cross_?|multi_?head_?)*att(n|ention)?\d*|in_proj_(weight|bias))([._/]|$)/i;
const BRANCH = /(^|[._/])(branch|tower|expert|stream|skip|shortcut|downsample|residual|gate)\w*([._/]|$)/i;
const RECURRENT = /(^|[._/])(h2h|hh|weight_[ih]h\w*|bias_[ih]h\w*|recurrent\w*)([._/]|$)/i;
const TABLE = /(^|[._/])(wte|wpe|\w*embed(ding)?s?\w*|lookup)([._/]|$)/i;

/** Whether a name is one of those that attentions have, of query, key, value or all. */
export const isOfAttention = (name: string): boolean => ATTENTION.test(name);

/** Whether a name is one of those that branches, shortcuts and gates have. */
export const isOfBranch = (name: string): boolean => BRANCH.test(name);

/** Why a tensor is of no chain of dense layers, as an error says it; undefined if it may be of one. */
export function whyNotDense(name: string, shape: readonly number[]): string | undefined {
  if (STATISTIC.test(name)) return "a running statistic of a normalisation";
  if (isOfAttention(name)) return "of an attention by its name";
  if (isOfBranch(name)) return "of a branch or a sum by its name";
  if (RECURRENT.test(name)) return "of a recurrence by its name";
  if (TABLE.test(name)) return "a table of an embedding";
  const named = tensorName(name);
  if (named === undefined) return "of no dense layer by its name";
  if (shape.length >= 3) return `${shape.join(" x ")}, of a convolution`;
  if (named.role === "weight" && shape.length < 2)
    return `a weight of shape (${shape.join(", ")}), as of a normalisation`;
  if (named.role === "bias" && shape.length !== 1) return `a bias of shape (${shape.join(", ")})`;
  return undefined;
}
