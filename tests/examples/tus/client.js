// Uploads one file with tus-js-client and says how it went, as JSON.
//
//   node client.js http://127.0.0.1:1080/files photo.jpg [caption]
import { readFile } from "node:fs/promises";
import path from "node:path";
import * as tus from "tus-js-client";

const [endpoint, file, caption] = process.argv.slice(2);
const upload = new tus.Upload(await readFile(file), {
  endpoint,
  retryDelays: null,
  metadata: { filename: path.basename(file), ...(caption ? { caption } : {}) },
  onSuccess: () => console.log(JSON.stringify({ status: 200 })),
  onError: (error) => {
    const answer = error.originalResponse;
    console.log(JSON.stringify({ status: answer?.getStatus() ?? 0, body: answer?.getBody() ?? "" }));
  },
});
upload.start();
