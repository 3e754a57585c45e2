import type { Listing } from './listing.ts';

export const zhCn: Listing = {
  name: 'Ollama Turnkey',
  summary: '让您允许的扩展使用本机上的 Ollama。',
  description: [
    '其他扩展可以使用您自己的 Ollama 中的语言模型，由您决定允许哪些扩展。当扩展请求访问时，会打开一个窗口：选择它可以做什么、可以使用哪些模型以及有效期，然后点击“允许”或“拒绝”。',
    '无需为 Ollama 运行终端命令，无需设置 OLLAMA_ORIGINS，也无需重启。设置页面会显示每个有访问权限的扩展、它的权限和用量。您可以随时更改或移除访问权限，正在进行的请求会立即结束。',
    'Ollama Turnkey 需要在同一台计算机上安装 Ollama 和 Turnkey 应用。设置页面会说明如何安装该应用，并检查连接的每一步。',
  ],
  purpose: '在用户逐一允许后，让其他扩展使用本机上的 Ollama。',
  permissions: {
    nativeMessaging: '用于与 Turnkey 应用交换消息，该应用会将已允许扩展的请求转发给 Ollama。',
    storage: '用于保存将此浏览器与 Turnkey 应用配对的令牌，并在浏览器关闭之前记录已打开的窗口。',
    management: '可选权限，仅在您点击后请求：用于显示扩展的名称和图标，而不是其 ID。',
    notifications: '可选权限，仅在您点击后请求：在浏览器窗口不在前台时，提示有扩展正在等待您的答复。',
  },
  privacy: [
    '此扩展只在浏览器中保存一个令牌，用于与 Turnkey 应用配对。它不收集数据，也不连接任何服务器。',
    'Turnkey 应用在本机上保存您允许或拒绝了哪些扩展，它们的名称、限制和日期，这些更改的日志，以及请求和 token 的数量。它不保存提示词、回答或图片，对于密钥只保存哈希值。',
    '请求会发送到本机上的 Ollama，或您自己设置的地址。如果您允许扩展使用云端模型或网络，Ollama 会将这些请求发送到 ollama.com。',
  ],
  headings: {
    summary: '摘要',
    description: '说明',
    purpose: '单一用途',
    permissions: '权限',
    privacy: '隐私',
  },
};
