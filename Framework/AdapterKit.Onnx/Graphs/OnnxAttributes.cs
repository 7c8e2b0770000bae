using System.Globalization;
using Google.Protobuf;
using Onnx;
using Kind = Onnx.AttributeProto.Types.AttributeType;

namespace AdapterKit.Onnx;

/// <summary>The attributes of operators.</summary>
internal static class OnnxAttributes
{
    /// <summary>Converts a value.</summary>
    /// <exception cref="ArgumentException">The value is not of a supported type.</exception>
    public static AttributeProto Create(string name, object value) => value switch
    {
        int number => Create(name, (long)number),
        long number => new() { Name = name, Type = Kind.Int, I = number },
        float number => new() { Name = name, Type = Kind.Float, F = number },
        double number => new() { Name = name, Type = Kind.Float, F = (float)number },
        string text => new() { Name = name, Type = Kind.String, S = ByteString.CopyFromUtf8(text) },
        long[] numbers => new() { Name = name, Type = Kind.Ints, Ints = { numbers } },
        _ => throw new ArgumentException(
            string.Create(CultureInfo.InvariantCulture, $"The attribute '{name}' cannot be a {value?.GetType().Name}."), nameof(value)),
    };
}
