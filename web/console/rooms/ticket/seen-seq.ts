let seenSeq = 0;

/** The newest event of the open ticket that has been on screen; a reply hands it in, so that nobody answers unaware. */
export const setSeenSeq = (seq: number): void => {
  seenSeq = seq;
};
export const readSeenSeq = (): number => seenSeq;
