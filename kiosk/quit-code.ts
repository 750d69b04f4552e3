/**
 * Exit code after the administrator ended the kiosk: the shell ends too instead of starting the service again, and
 * the operating system leaves the screen alone until the machine is started again.
 */
export const QUIT_CODE = 86
