import { type Document, Packer } from 'docx'
import { strFromU8, unzipSync } from 'fflate'
import { xmlText } from './xml-text.ts'
import { zipFiles } from './zip-files.ts'

/** Packs a document so that the same content and moment give the same bytes. @param madeAt UTC ms */
export async function makeDocx(
  document: Document,
  paper: { readonly title: string; readonly madeAt: number },
): Promise<Uint8Array> {
  const files = unzipSync(await Packer.toBuffer(document))
  const at = `${new Date(paper.madeAt).toISOString().slice(0, 19)}Z`
  return zipFiles(
    Object.entries(files)
      .sort(([a], [b]) =>
        a === '[Content_Types].xml' ? -1 : b === '[Content_Types].xml' ? 1 : a < b ? -1 : 1,
      )
      .map(([path, bytes]) =>
        path === 'docProps/core.xml' ? [path, coreOf(strFromU8(bytes), paper.title, at)] : [path, bytes],
      ),
  )
}

/** The properties with the moment and the title that were given, instead of those of the packing. */
function coreOf(xml: string, title: string, at: string): string {
  return xml
    .replace(/(<dcterms:(created|modified)[^>]*>)[^<]*(<)/g, `$1${at}$3`)
    .replace(/(<dc:title>)[^<]*(<)/, (_, open: string, close: string) => `${open}${xmlText(title)}${close}`)
}
