const CODES = 200;
const FIRST_CODE = 1_000;
const SENTENCES = [
  "The printer next to the second till has been offline since the update of last night, and switching it off and on again did not help.",
  "Receipts are queued for several minutes, then half of them come out twice and the others never.",
  "We have already changed the cable, tried another socket and asked our own network team, who see no errors on their side.",
  "Two colleagues report the same from the branch across the street, so it is probably not only our hardware.",
  "Customers are waiting in line, please tell us what we can do until it works.",
];

export const caseSubject = (index: number): string => `小票打印机无法连接 Printer on floor ${index} is offline`;

/** What a customer writes, and what is answered: about 570 characters, the same to us, to a Request Tracker and in bare rows. */
export const caseText = (index: number): string =>
  `一号门店的小票打印机今天早上开始无法连接，错误码 E${FIRST_CODE + (index % CODES)}。请尽快处理。 ${SENTENCES.join(" ")}`;
