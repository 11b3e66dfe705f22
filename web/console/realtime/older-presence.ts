/** What a process of the desk told of a place: `seq` counts what this `node` has told. */
export type Told = { node: string; seq: number };

/** Whether this was told before what is known. Two processes have no common order: the last heard counts. */
export const isOlder = (told: Told, known: Partial<Told> | undefined): boolean =>
  known?.seq !== undefined && known.node === told.node && told.seq < known.seq;
