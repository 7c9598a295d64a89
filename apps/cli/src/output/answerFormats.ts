/** How `lazyrich solve` writes an answer. */
export const answerFormats = ["table", "csv", "json"] as const;
export type AnswerFormat = (typeof answerFormats)[number];
