namespace PeerRpc.Core.Serialization;

/// <summary>Names a type as it is written in C#, for messages that say what to write.</summary>
internal static class CSharpName
{
    internal static string Of(Type type)
    {
        if (type.IsArray)
            return $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Of(underlying) + "?";
        string name = type.IsNested && !type.IsGenericParameter ? $"{Outer(type)}.{type.Name}" : type.Name;
        if (!type.IsGenericType)
            return name;
        int arity = name.IndexOf('`', StringComparison.Ordinal);
        string arguments = string.Join(", ", type.GetGenericArguments().Select(Of));
        return $"{(arity < 0 ? name : name[..arity])}<{arguments}>";
    }

    // The arguments of a generic outer type stand with the nested one; naming them twice would help nobody.
    private static string Outer(Type type) => type.DeclaringType!.Name.Split('`')[0];
}
