/** Folders are not searched: a file is read when it is opened or imported, however many lie beside it. */
import { DefaultWorkspaceManager, type Cancellation, type URI } from 'langium';

export class UnsearchedWorkspace extends DefaultWorkspaceManager {
  override initializeWorkspace(_folders: unknown, cancelToken?: Cancellation.CancellationToken): Promise<void> {
    return super.initializeWorkspace([], cancelToken);
  }

  override searchFolder(): Promise<URI[]> {
    return Promise.resolve([]);
  }
}
