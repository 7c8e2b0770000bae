namespace AdapterKit.Backbones;

/// <summary>Reads the fields of a protobuf message without copying their content.</summary>
/// <param name="file">The bytes that contain the message.</param>
/// <param name="start">The first byte of the message.</param>
/// <param name="length">The number of bytes of the message.</param>
internal ref struct ProtobufReader(ReadOnlySpan<byte> file, int start, int length)
{
    private const int VarintBytes = 10;

    private readonly ReadOnlySpan<byte> file = file;
    private readonly int end = start + length;
    private int position = start;

    /// <summary>The number of the current field.</summary>
    public int Field { get; private set; }

    /// <summary>The value of the current field, if it is a number.</summary>
    public ulong Number { get; private set; }

    /// <summary>The first byte of the current field, if it is a text, bytes or a message.</summary>
    public int Start { get; private set; }

    /// <summary>The number of bytes of the current field, if it is a text, bytes or a message.</summary>
    public int Length { get; private set; }

    /// <summary>Whether the current field is a text, bytes or a message.</summary>
    public bool HasContent { get; private set; }

    /// <summary>Moves to the next field; false at the end of the message.</summary>
    /// <exception cref="CheckpointException">The message is malformed.</exception>
    public bool Read()
    {
        if (position == end)
            return false;

        var tag = ReadVarint();
        Field = (int)Math.Min(tag >> 3, int.MaxValue);
        HasContent = false;
        switch (tag & 7)
        {
            case 0:
                Number = ReadVarint();
                break;
            case 1:
                Skip(sizeof(ulong));
                break;
            case 2:
                Length = (int)Math.Min(ReadVarint(), int.MaxValue);
                Start = position;
                HasContent = true;
                Skip(Length);
                break;
            case 5:
                Skip(sizeof(uint));
                break;
            default:
                throw Malformed();
        }

        return true;
    }

    /// <summary>Moves to the next number of a field that contains several; false at the end.</summary>
    /// <exception cref="CheckpointException">The message is malformed.</exception>
    public bool ReadNumber()
    {
        if (position == end)
            return false;

        Number = ReadVarint();
        return true;
    }

    private static CheckpointException Malformed() => new("The ONNX model is malformed or truncated. Fetch it again.");

    private void Skip(int count)
    {
        if (count > end - position)
            throw Malformed();

        position += count;
    }

    private ulong ReadVarint()
    {
        var value = 0ul;
        for (var index = 0; index < VarintBytes; index++)
        {
            Skip(1);
            var next = file[position - 1];
            value |= (ulong)(next & 0x7F) << (7 * index);
            if (next < 0x80)
                return value;
        }

        throw Malformed();
    }
}
