namespace PeerRpc.Generators.Validation;

internal enum TypeCheckKind
{
    Members,
    Sequence,
    ImmutableArray,
    Dictionary,
}
