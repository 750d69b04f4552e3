/**
 * Ends a process at once, whether it still runs or has just ended by itself.
 * @throws when it is somebody else's
 */
export function killProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
