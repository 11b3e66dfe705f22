import { connect } from "node:net";

/** Ends with 0 when the process in this container serves: a web says that it is ready, a worker answers for mail. */
const ANSWER_MS_MAX = 4_000;
const part = process.argv[2] ?? "web";
const isWell = part === "worker" ? await answersForMail() : await isReady();
process.exit(isWell ? 0 : 1);

async function isReady() {
  try {
    const url = `http://127.0.0.1:${process.env["PORT"] ?? 8080}/readyz`;
    return (await fetch(url, { signal: AbortSignal.timeout(ANSWER_MS_MAX) })).ok;
  } catch {
    return false;
  }
}

function answersForMail() {
  return new Promise((resolve) => {
    const socket = connect({ port: Number(process.env["INBOUND_SMTP_PORT"] ?? 2525), host: "127.0.0.1" });
    socket.setTimeout(ANSWER_MS_MAX, () => resolve(false));
    socket.once("error", () => resolve(false));
    socket.once("data", (greeting) => {
      socket.end("QUIT\r\n");
      resolve(greeting.toString().startsWith("220"));
    });
  });
}
