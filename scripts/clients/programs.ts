/** A chat over Ollama's Go client, whose transport adds the key. */
export const GO_PROGRAM = `package main

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"os"

	"github.com/ollama/ollama/api"
)

type keyed struct{ key string }

func (k keyed) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", "Bearer "+k.key)
	return http.DefaultTransport.RoundTrip(r)
}

func main() {
	base, _ := url.Parse(os.Args[1])
	client := api.NewClient(base, &http.Client{Transport: keyed{os.Args[2]}})
	parts := 0
	ask := &api.ChatRequest{Model: os.Args[3], Messages: []api.Message{{Role: "user", Content: "Hi"}}}
	err := client.Chat(context.Background(), ask, func(api.ChatResponse) error { parts++; return nil })
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println("answered", parts > 1)
}
`;

/** Starts Open WebUI with a connection to `serve`, signs up its first user, lists the models and chats. */
export const OPEN_WEBUI_PROGRAM = `
import json, os, shutil, socket, subprocess, sys, time, urllib.error, urllib.request
# It accepts one first user only, and an earlier run may have left its own.
shutil.rmtree(os.environ["DATA_DIR"], ignore_errors=True)
with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
given = {name: os.environ["TURNKEY_" + name.upper()] for name in ("url", "key", "model")}
env = dict(os.environ, OLLAMA_BASE_URLS=given["url"], ENABLE_OPENAI_API="False", HF_HUB_OFFLINE="1",
           OFFLINE_MODE="True", WEBUI_SECRET_KEY="for-this-run-only",
           OLLAMA_API_CONFIGS=json.dumps({"0": {"key": given["key"], "auth_type": "bearer"}}))
program = os.path.join(os.path.dirname(sys.executable), "open-webui")
server = subprocess.Popen([program, "serve", "--host", "127.0.0.1", "--port", str(port)], env=env,
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
base = f"http://127.0.0.1:{port}"
def call(path, body=None, token=None):
    headers = {"Content-Type": "application/json"}
    if token: headers["Authorization"] = "Bearer " + token
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(base + path, data, headers), timeout=300) as reply:
        return reply.read().decode()
try:
    for _ in range(300):
        if server.poll() is not None: sys.exit("Open WebUI ended")
        try:
            call("/health")
            break
        except (urllib.error.URLError, OSError):
            time.sleep(1)
    user = {"name": "a", "email": f"a{time.time()}@example.com", "password": "a-long-password-1"}
    token = json.loads(call("/api/v1/auths/signup", user))["token"]
    models = call("/api/models", None, token)
    ask = {"model": given["model"], "messages": [{"role": "user", "content": "Hi"}], "stream": False}
    answer = json.loads(call("/api/chat/completions", ask, token))
    print("answered", given["model"] in models and bool(answer["choices"][0]["message"]["content"]))
finally:
    server.terminate()
    server.wait()
`;
