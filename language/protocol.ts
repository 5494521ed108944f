/** Names and payloads of every message between server, client and page. Types and constants only. */
import type { Model } from './model/model.js';
import type { Span } from './model/graph.js';

/** A problem as the page's banner shows it. Line and column from 1. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/** What a document means at one version. `model` is absent while an error leaves it incomplete. */
export interface CompiledDocument {
  readonly uri: string;
  readonly version: number;
  readonly model?: Model;
  /** Errors only. */
  readonly problems: readonly Problem[];
}

/** client → server request: params `{uri}`, answer CompiledDocument or null when the server does not know the document. */
export const CompileRequest = 'memb/compile';
export interface CompileParams {
  readonly uri: string;
}

/** server → client notification, sent after every build, for each document whose meaning may have changed. */
export const CompiledNotification = 'memb/compiled';

/** client → server request: what a file expects. Params `{uri}`, answer `Expected[]`, or null when the server does not know it. */
export const ExpectationsRequest = 'memb/expectations';
/**
 * client → server request: whether that is so. Params `CheckParams`, answer `Checked[]` in the order of `starts`; null when
 * the server does not know the document, or it has errors.
 */
export const CheckExpectationsRequest = 'memb/checkExpectations';
/** Lines and columns from 0. */
export interface Expected {
  /** Where it stands in the text: what names it in a `CheckParams`. */
  readonly start: number;
  /** `peak(V) in Spikes = 40 mV within 1 mV`. */
  readonly label: string;
  readonly from: { readonly line: number; readonly character: number };
  readonly to: { readonly line: number; readonly character: number };
}
export interface CheckParams {
  readonly uri: string;
  readonly starts: readonly number[];
}
export interface Checked {
  readonly passed: boolean;
  /** What it came to, in a sentence. */
  readonly message: string;
}

/** Commands that both sides name. The first two take the document's address and, if wanted, the name of an experiment. */
export const Commands = {
  openPreview: 'memb.openPreview',
  openPreviewToSide: 'memb.openPreviewToSide',
  showSource: 'memb.showSource',
} as const;

/** View type of the preview panel. */
export const PreviewViewType = 'memb.preview';

/** host → page. */
export type HostMessage =
  | {
      readonly type: 'document';
      readonly document: CompiledDocument;
      readonly fileName: string;
      /** False while the preview follows the active editor from file to file. */
      readonly pinned: boolean;
      /** To be shown from now on; absent: whichever was. */
      readonly experiment?: string;
    }
  | { readonly type: 'gone'; readonly message: string }
  /** Asks for the page's HTML, which says in words and data attributes all that the page shows. */
  | { readonly type: 'read'; readonly id: number };

/** A place in the source, line and column from 1. */
export interface SourcePosition {
  readonly line: number;
  readonly column: number;
}

/** page → host. */
export type PageMessage =
  | { readonly type: 'ready' }
  /** Select this range of the source in its editor. */
  | { readonly type: 'reveal'; readonly uri: string; readonly at: Span | SourcePosition }
  /** Save text or a base64 PNG under a name the user picks. */
  | {
      readonly type: 'save';
      readonly suggestedName: string;
      readonly content: string;
      readonly encoding: 'utf8' | 'base64';
    }
  | { readonly type: 'copy'; readonly text: string }
  /** Answer to `read`. */
  | { readonly type: 'html'; readonly id: number; readonly html: string };

/** What the page keeps with vscode.setState, so that a window reload restores it. */
export interface PageState {
  readonly uri: string;
  readonly fileName: string;
  readonly pinned: boolean;
  /** Last good document, shown at once after a reload. */
  readonly lastGood?: CompiledDocument;
  /** Slider settings by parameter name, SI. */
  readonly sliders: Readonly<Record<string, number>>;
  readonly experiment?: string;
}

/**
 * server → client requests: only the editor can read wherever a file lies, on this machine, on another or in a browser.
 * A client that answers them says so in its `initializationOptions`.
 */
export interface InitializationOptions {
  readonly readsFiles?: boolean;
  /** It shows SVG in the Markdown of a hover, and gives formulas the colour of its theme in place of `FORMULA_INK`. */
  readonly showsPictures?: boolean;
}
/** Readable on black and on white, as far as one colour can be. */
export const FORMULA_INK = '#808081';
/** Larger files are not read: see semantics/data/data-files.ts. */
export const MOST_BYTES = 20_000_000;
/** Params `{uri}`, answer the file's text, null when there is no such file, its size where that is above `MOST_BYTES`. */
export const ReadFileRequest = 'memb/readFile';
/** Params `{uri}` of a folder, answer the names of the files in it. */
export const ListFolderRequest = 'memb/listFolder';
/** Answer: addresses of all .memb files of the workspace, some thousands at most. */
export const FindFilesRequest = 'memb/findFiles';
export interface FileParams {
  readonly uri: string;
}
