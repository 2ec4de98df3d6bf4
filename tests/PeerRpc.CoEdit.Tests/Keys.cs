namespace PeerRpc.CoEdit.Tests;

/// <summary>What is typed where every keystroke counts: no two are the same letter.</summary>
internal static class Keys
{
    public static string Of(int person, int n) => $"{(char)(0x4e00 + (person * 4096) + n)}";
}
