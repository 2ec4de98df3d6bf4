namespace PeerRpc.Integration.Contracts;

public static class Bytes
{
    /// <summary>Bytes that are different everywhere, and the same each time.</summary>
    public static byte[] Make(int count, int seed = 0)
    {
        byte[] bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
