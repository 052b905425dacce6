namespace Hillock.Files;

/// <summary>What the numbers of a stored tensor are, little-endian in the file. The names are those of the safetensors format.</summary>
internal enum ElementType
{
    /// <summary>IEEE single precision.</summary>
    F32,

    /// <summary>IEEE double precision.</summary>
    F64,

    /// <summary>Signed 64-bit integer.</summary>
    I64,

    /// <summary>Unsigned byte.</summary>
    U8,
}

/// <summary>The facts of an <see cref="ElementType"/>.</summary>
internal static class ElementTypes
{
    /// <summary>The names of all, for messages.</summary>
    public const string All = "F32, F64, I64 and U8";

    /// <summary>Bytes of one element.</summary>
    public static int Size(this ElementType type) => type switch
    {
        ElementType.F32 => sizeof(float),
        ElementType.F64 => sizeof(double),
        ElementType.I64 => sizeof(long),
        _ => sizeof(byte),
    };

    /// <summary>The element type that holds values of <typeparamref name="T"/>.</summary>
    public static ElementType Of<T>()
        where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return ElementType.F32;
        if (typeof(T) == typeof(double)) return ElementType.F64;
        if (typeof(T) == typeof(long)) return ElementType.I64;
        if (typeof(T) == typeof(byte)) return ElementType.U8;
        throw new ArgumentException($"Tensors of {typeof(T).Name} cannot be stored; float, double, long and byte can.");
    }

    /// <summary>The element type of a safetensors <c>dtype</c>, null if it is none that is read here.</summary>
    public static ElementType? Parse(string name) => name switch
    {
        "F32" => ElementType.F32,
        "F64" => ElementType.F64,
        "I64" => ElementType.I64,
        "U8" => ElementType.U8,
        _ => null,
    };
}
