using System.Reflection;

namespace PeerRpc.Docs.Tests.PublicApi;

/// <summary>Types as they stand in C#, with their nullability.</summary>
internal static class TypeText
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
        [typeof(char)] = "char",
    };

    /// <summary>A type of which nothing is known about null.</summary>
    public static string Of(Type type) => Of(type, null);

    /// <summary>A type with what is known about null.</summary>
    public static string Of(Type type, NullabilityInfo? nullability)
    {
        if (type.IsByRef)
            return Of(type.GetElementType()!, nullability);
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Of(underlying, nullability?.GenericTypeArguments.FirstOrDefault()) + "?";
        // Of a type parameter without constraints it cannot be told whether it was written with a mark.
        bool isMarked = !type.IsValueType && !type.IsGenericParameter
            && nullability?.ReadState == NullabilityState.Nullable;
        string mark = isMarked ? "?" : "";
        if (type.IsArray)
        {
            string element = Of(type.GetElementType()!, nullability?.ElementType);
            return $"{element}[{new string(',', type.GetArrayRank() - 1)}]{mark}";
        }
        return Name(type, nullability) + mark;
    }

    private static string Name(Type type, NullabilityInfo? nullability)
    {
        if (Keywords.TryGetValue(type, out string? keyword))
            return keyword;
        string prefix = type is { IsNested: true, IsGenericParameter: false } ? $"{Of(type.DeclaringType!)}." : "";
        string name = prefix + type.Name.Split('`')[0];
        if (!type.IsGenericType)
            return name;
        IEnumerable<string> arguments = type.GetGenericArguments()
            .Select((argument, i) => Of(argument, ArgumentOf(nullability, i)));
        return $"{name}<{string.Join(", ", arguments)}>";
    }

    private static NullabilityInfo? ArgumentOf(NullabilityInfo? nullability, int index) =>
        nullability?.GenericTypeArguments.ElementAtOrDefault(index);
}
