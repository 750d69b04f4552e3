/** Exit code of a service that the administrator ended: the shell ends too instead of starting it again. */
export const QUIT_CODE = 86
