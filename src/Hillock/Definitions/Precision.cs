namespace Hillock.Definitions;

/// <summary>The numbers a model computes with.</summary>
public enum Precision
{
    /// <summary>32 bits, about 7 digits: the default.</summary>
    Single,

    /// <summary>64 bits, about 16 digits.</summary>
    Double,
}
