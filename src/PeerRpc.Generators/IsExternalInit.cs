namespace System.Runtime.CompilerServices;

// netstandard2.0 lacks it, and the compiler wants it for records and init accessors.
internal static class IsExternalInit;
