/** What a panel draws: a mark of this package, a mark of Observable Plot, or a list of marks. */
export type Mark = { readonly render: (...args: never) => unknown } | readonly Mark[] | null | undefined | false;
