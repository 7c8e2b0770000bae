using System.Buffers.Binary;
using System.Text;

namespace AdapterKit.Backbones.Tests;

/// <summary>Writes pickles opcode by opcode, as Python's pickler does, or as it never would.</summary>
internal sealed class PickleWriter
{
    private readonly List<byte> bytes = [];
    private readonly int protocol;

    public PickleWriter(int protocol = 2)
    {
        this.protocol = protocol;
        Op(0x80, (byte)protocol);
    }

    public PickleWriter Op(byte opcode, params ReadOnlySpan<byte> argument)
    {
        bytes.Add(opcode);
        bytes.AddRange(argument);
        return this;
    }

    public PickleWriter Op(char opcode, params ReadOnlySpan<byte> argument) => Op((byte)opcode, argument);

    public PickleWriter Text(string text)
    {
        var encoded = Encoding.UTF8.GetBytes(text);
        if (protocol >= 4 && encoded.Length <= byte.MaxValue)
            return Op(0x8c, [(byte)encoded.Length, .. encoded]);

        return Op('X', [.. BitConverter.GetBytes(encoded.Length), .. encoded]);
    }

    public PickleWriter Integer(long value)
    {
        if (value is >= 0 and <= byte.MaxValue)
            return Op('K', (byte)value);

        if (value is >= 0 and <= ushort.MaxValue)
            return Op('M', (byte)value, (byte)(value >> 8));

        return value is >= int.MinValue and <= int.MaxValue
            ? Op('J', BitConverter.GetBytes((int)value))
            : Op(0x8a, [8, .. BitConverter.GetBytes(value)]);
    }

    public PickleWriter Float(double value)
    {
        var encoded = new byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleBigEndian(encoded, value);
        return Op('G', encoded);
    }

    public PickleWriter Global(string module, string name) => protocol >= 4
        ? Text(module).Text(name).Op(0x93)
        : Op('c', Encoding.UTF8.GetBytes($"{module}\n{name}\n"));

    public PickleWriter Integers(long[] values)
    {
        Op('(');
        foreach (var value in values)
            Integer(value);

        return Op('t');
    }

    /// <summary>Calls <c>function(argument)</c>.</summary>
    public PickleWriter Call(string module, string name, string argument) => Global(module, name).Text(argument).Op(0x85).Op('R');

    public byte[] Stop()
    {
        Op('.');
        return [.. bytes];
    }
}
