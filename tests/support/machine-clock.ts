/**
 * Loaded before a program (`node --import`): the machine's clock shows `MACHINE_NOW` (ISO 8601) when the program begins,
 * and runs on from there.
 */
const MachineDate = Date
const aheadMs = MachineDate.parse(process.env.MACHINE_NOW ?? '') - MachineDate.now()

class MovedDate extends MachineDate {
  constructor(...parts: readonly [] | ConstructorParameters<DateConstructor>) {
    if (parts.length === 0) super(MovedDate.now())
    else super(...parts)
  }
  static override now(): number {
    return MachineDate.now() + aheadMs
  }
}

globalThis.Date = MovedDate as DateConstructor
