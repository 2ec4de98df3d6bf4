namespace PeerRpc.Core.Frames;

/// <summary>Who stands behind a connection, as the broker says; never what the client says of itself.</summary>
/// <param name="Key">The same for the same principal, and for no other; empty for an anonymous one.</param>
/// <param name="AuthenticationType">How it was authenticated; empty for an anonymous one.</param>
/// <param name="Claims">What the broker passes on about it.</param>
internal sealed record PrincipalStamp(string Key, string AuthenticationType, IReadOnlyList<StampedClaim> Claims)
{
    /// <summary>More claims than this are not passed on, nor longer ones.</summary>
    public const int MaxClaims = 64;

    public const int MaxClaimBytes = 1024;

    public static PrincipalStamp Anonymous { get; } = new("", "", []);

    public void Write(WireWriter writer)
    {
        writer.Text(Key).Text(AuthenticationType).Varint((ulong)Claims.Count);
        foreach (StampedClaim claim in Claims)
            writer.Text(claim.Type).Text(claim.Value);
    }

    public static PrincipalStamp? Read(ref WireReader reader)
    {
        string key = reader.Text(MaxClaimBytes);
        string authenticationType = reader.Text(WireLimits.Name);
        ulong count = reader.Varint();
        if (!reader.Succeeded || count > MaxClaims)
            return null;
        var claims = new StampedClaim[(int)count];
        for (int i = 0; i < claims.Length; i++)
            claims[i] = new StampedClaim(reader.Text(MaxClaimBytes), reader.Text(MaxClaimBytes));
        return reader.Succeeded ? new PrincipalStamp(key, authenticationType, claims) : null;
    }
}
