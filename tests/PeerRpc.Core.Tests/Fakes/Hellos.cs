using PeerRpc.Core.Links;

namespace PeerRpc.Core.Tests.Fakes;

/// <summary>Hellos of a side that grants more than any test needs, unless it says otherwise.</summary>
internal static class Hellos
{
    public const ulong Plenty = 1UL << 40;

    public static LinkHello Make(
        LinkHelloForm form = LinkHelloForm.OpenReply, ulong credit = Plenty, ulong messageCredit = Plenty,
        LinkLimits? limits = null, ulong number = 1, ulong clock = 0) =>
        new(form, Guid.Parse("00010203-0405-0607-0809-0a0b0c0d0e0f"), number, 0, new byte[LinkHello.NonceLength],
            clock, 0, credit, messageCredit, limits ?? new LinkSettings().Limits, ["json"], default);
}
