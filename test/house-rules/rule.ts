/** One house rule: what it found wrong in a tree, each in a line; nothing when the tree keeps it. */
export type Rule = { name: string; look(root: string): Promise<string[]> };
