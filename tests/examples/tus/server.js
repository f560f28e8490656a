// A tus server whose uploads are published only when phiscan has let them through.
//
//   phiscan serve --tusd-uploads DIR/uploads --tusd-quarantine DIR/quarantine
//   node server.js PORT DIR http://127.0.0.1:8080/hooks/tusd
//
// @tus/server speaks to phiscan as tusd does: the same events, the same answers.
import http from "node:http";
import { mkdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { FileStore } from "@tus/file-store";
import { Server } from "@tus/server";

const [port, folder, hook] = process.argv.slice(2);
const uploads = path.join(folder, "uploads");
const published = path.join(folder, "published");
await mkdir(published, { recursive: true });

// Ask phiscan about an event; whatever is no clear yes is a no.
async function ask(type, upload) {
  const file = path.join(uploads, upload.id);
  const event = {
    Type: type,
    Event: {
      Upload: {
        ID: upload.id, Size: upload.size, Offset: upload.offset,
        MetaData: upload.metadata ?? {}, IsPartial: false,
        Storage: { Type: "filestore", Path: file, InfoPath: `${file}.json` },
      },
      HTTPRequest: {},
    },
  };
  let answer;
  try {
    const said = await fetch(hook, { method: "POST", body: JSON.stringify(event) });
    if (!said.ok) throw new Error("no answer");
    answer = await said.json();
  } catch {
    throw { status_code: 503, body: "The photo could not be checked. Please try again later." };
  }
  const refused = answer.HTTPResponse;
  if (refused) throw { status_code: refused.StatusCode, body: refused.Body };
}

const server = new Server({
  path: "/files",
  datastore: new FileStore({ directory: uploads }),
  async onUploadCreate(_, upload) {
    await ask("pre-create", upload);
    return {};
  },
  async onUploadFinish(_, upload) {
    await ask("pre-finish", { ...upload, offset: upload.size });
    const file = path.join(uploads, upload.id);
    await rename(file, path.join(published, upload.id));
    await rm(`${file}.json`, { force: true });
    return {};
  },
});
http.createServer(server.handle.bind(server)).listen(Number(port), "127.0.0.1");
