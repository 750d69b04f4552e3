/** The caller broke the contract in a way its schema cannot see; it is answered with `invalid-input`. */
export class ContractBroken extends Error {}
