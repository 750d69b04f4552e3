/** Waits until something holds; fails with its last message when it does not in time. */
export async function eventually(check: () => void | Promise<void>, withinMs = 5000): Promise<void> {
  const end = performance.now() + withinMs
  for (;;) {
    try {
      await check()
      return
    } catch (error) {
      if (performance.now() > end) throw error
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
}
