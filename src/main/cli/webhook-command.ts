import type { Command } from "commander";
import { webhookSecret } from "../../features/webhooks/index.ts";
import { print, printJson } from "./output.ts";
import { saying } from "./saying.ts";
import { withDesk } from "./with-desk.ts";

export function addWebhook(program: Command, exit: (code: number) => void): void {
  program
    .command("webhook")
    .description("流程规则调用的外部地址 · addresses outside that rules call")
    .command("secret")
    .description("显示签名密钥，供接收方验证 · print the secret by which a receiver checks that a call is ours")
    .option("--json", "以 JSON 输出 · print as JSON")
    .action(async (given: { json?: true }) =>
      exit(
        await withDesk({ schema: "leave" }, (desk) =>
          saying(async () => {
            const secret = webhookSecret(desk.secretKey);
            if (given.json) printJson({ secret });
            else print(secret);
          }),
        ),
      ),
    );
}
