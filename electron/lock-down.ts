import type { App, IpcMain, IpcMainEvent, MessagePortMain, Session, WebContents } from 'electron'
import { type AssetMap, answerAsset } from './assets.ts'
import { APP_SCHEME, decideFetch, decideNavigation, decidePermission, isTrustedSender } from './policy.ts'

/** Wires the policy to everything a page could use to leave its place, for every page there will ever be. */
export function lockDownContents(app: App): void {
  app.on('web-contents-created', (_event, contents) => {
    const refuse = (event: { readonly url: string; preventDefault(): void }): void => {
      if (decideNavigation(event.url) === 'deny') event.preventDefault()
    }
    contents.on('will-navigate', refuse)
    contents.on('will-frame-navigate', refuse)
    contents.on('will-redirect', refuse)
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.on('context-menu', (event) => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  })
}

/** Serves the page's files in a session and refuses it every network, permission, device and download. */
export function lockDownSession(session: Session, assets: AssetMap): void {
  session.protocol.handle(APP_SCHEME, (request) => answerAsset(request, assets))
  session.webRequest.onBeforeRequest(({ url }, callback) => callback({ cancel: !decideFetch(url) }))
  session.setPermissionRequestHandler((contents, permission, callback, details) => {
    callback(
      decidePermission('request', {
        permission,
        mediaTypes: 'mediaTypes' in details ? details.mediaTypes : undefined,
        isMainFrame: details.isMainFrame,
        url: details.requestingUrl,
        hasContents: contents !== null,
      }),
    )
  })
  session.setPermissionCheckHandler((contents, permission, _requesting, details) =>
    decidePermission('check', {
      permission,
      mediaType: details.mediaType,
      isMainFrame: details.isMainFrame,
      url: details.requestingUrl ?? '',
      hasContents: contents !== null,
    }),
  )
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event) => event.preventDefault())
  session.setSpellCheckerEnabled(false)
}

/** The only place that listens to a page: the sender is judged before anything else is looked at. */
export function onTrustedMessage(
  ipc: IpcMain,
  channel: string,
  listener: (contents: WebContents, replyPort: (port: MessagePortMain) => void) => void,
): void {
  ipc.on(channel, (event: IpcMainEvent) => {
    const frame = event.senderFrame
    const sender = frame === null ? null : { url: frame.url, isMainFrame: frame.parent === null }
    if (frame === null || !isTrustedSender(sender)) return
    listener(event.sender, (port) => frame.postMessage(channel, null, [port]))
  })
}
