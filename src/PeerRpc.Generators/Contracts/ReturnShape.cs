namespace PeerRpc.Generators.Contracts;

internal enum ReturnShape
{
    Void,
    Task,
    TaskOfResult,
    ValueTask,
    ValueTaskOfResult,
    AsyncEnumerable,
    Observable,
    Unsupported,
}
