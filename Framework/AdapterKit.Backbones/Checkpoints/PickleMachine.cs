using System.Numerics;

namespace AdapterKit.Backbones;

/// <summary>
/// Reads a pickle that consists of plain values and of allowed objects. It executes no code of the file: an opcode or a global that
/// a state dict does not need is refused by name.
/// </summary>
/// <param name="input">The bytes.</param>
/// <param name="objects">The allowed objects.</param>
/// <remarks>
/// Tuples are arrays, lists are lists, dictionaries are <see cref="PickleDictionary"/>, and integers are <see cref="long"/> or
/// <see cref="BigInteger"/>.
/// </remarks>
internal sealed class PickleMachine(PickleInput input, IPickleObjects objects)
{
    // A tensor takes about 40 opcodes; files with many more tensors are published in shards.
    private const int MaxOpcodes = 1 << 21;
    private const int MaxMemo = 1 << 20;
    private const int MaxDepth = 64;
    private const byte MaxProtocol = 5;

    private readonly List<object?> stack = [];
    private readonly Stack<int> marks = [];
    private readonly Dictionary<long, object?> memo = [];

    private object? Top => stack.Count > Floor ? stack[^1] : throw input.Error("an opcode needs a value, but there is none");

    // Values below the last mark belong to what is built next.
    private int Floor => marks.TryPeek(out var mark) ? mark : 0;

    /// <summary>Reads one pickle.</summary>
    /// <exception cref="CheckpointException">
    /// The pickle is malformed, over a limit, or needs more than plain values and allowed objects.
    /// </exception>
    public object? Run()
    {
        for (var executed = 0; executed < MaxOpcodes; executed++)
        {
            var opcode = (PickleOpcode)input.ReadByte();
            if (opcode == PickleOpcode.Stop)
                return Finish();

            if (!TryPush(opcode) && !TryCollect(opcode) && !TryMemorize(opcode) && !TryBuild(opcode))
                throw Refuse(opcode);
        }

        throw input.Error($"more than {MaxOpcodes} opcodes were executed; save the model in shards or as safetensors");
    }

    /// <summary>Executes an opcode that brings a value.</summary>
    private bool TryPush(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.None: Push(null); break;
            case PickleOpcode.NewTrue: Push(true); break;
            case PickleOpcode.NewFalse: Push(false); break;
            case PickleOpcode.BinInt: Push((long)input.ReadInt32()); break;
            case PickleOpcode.BinInt1: Push((long)input.ReadByte()); break;
            case PickleOpcode.BinInt2: Push((long)input.ReadUInt16()); break;
            case PickleOpcode.Long1: PushInteger(new BigInteger(input.ReadBytes((ulong)input.ReadByte()))); break;
            case PickleOpcode.BinFloat: Push(input.ReadDouble()); break;
            case PickleOpcode.ShortBinUnicode: Push(input.ReadText(input.ReadByte())); break;
            case PickleOpcode.BinUnicode: Push(input.ReadText(input.ReadUInt32())); break;
            case PickleOpcode.BinUnicode8: Push(input.ReadText(input.ReadUInt64())); break;
            case PickleOpcode.EmptyTuple: Push(Array.Empty<object?>()); break;
            case PickleOpcode.EmptyList: Push(new List<object?>()); break;
            case PickleOpcode.EmptyDict: Push(new PickleDictionary()); break;
            default: return false;
        }

        return true;
    }

    /// <summary>Executes an opcode that puts values into a tuple, a list or a dictionary.</summary>
    private bool TryCollect(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.Mark: PushMark(); break;
            case PickleOpcode.Tuple: Push(PopToMark()); break;
            case PickleOpcode.Tuple1: Push(Pop(1)); break;
            case PickleOpcode.Tuple2: Push(Pop(2)); break;
            case PickleOpcode.Tuple3: Push(Pop(3)); break;
            case PickleOpcode.Append: Append(Pop(1)); break;
            case PickleOpcode.Appends: Append(PopToMark()); break;
            case PickleOpcode.SetItem: SetItems(Pop(2)); break;
            case PickleOpcode.SetItems: SetItems(PopToMark()); break;
            default: return false;
        }

        return true;
    }

    /// <summary>Executes an opcode that stores a value or brings it back, or one that only concerns the writer.</summary>
    private bool TryMemorize(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.BinPut: Memorize(input.ReadByte()); break;
            case PickleOpcode.LongBinPut: Memorize(input.ReadUInt32()); break;
            case PickleOpcode.Memoize: Memorize(memo.Count); break;
            case PickleOpcode.BinGet: Push(Recall(input.ReadByte())); break;
            case PickleOpcode.LongBinGet: Push(Recall(input.ReadUInt32())); break;
            case PickleOpcode.Frame: input.CheckLength(input.ReadUInt64()); break;
            case PickleOpcode.Proto: CheckProtocol(input.ReadByte()); break;
            default: return false;
        }

        return true;
    }

    /// <summary>Executes an opcode that needs an allowed object.</summary>
    private bool TryBuild(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.Global: Push(FindGlobal([input.ReadLine(), input.ReadLine()])); break;
            case PickleOpcode.StackGlobal: Push(FindGlobal(Pop(2))); break;
            case PickleOpcode.Reduce: Call(Pop(2)); break;
            case PickleOpcode.BinPersId: Push(objects.FindPersistent(Pop(1)[0])); break;
            case PickleOpcode.Build: CheckAttributes(Pop(1)[0]); break;
            default: return false;
        }

        return true;
    }

    private object? Finish() => stack.Count == 1 && marks.Count == 0
        ? stack[0]
        : throw input.Error($"it stops with {stack.Count} values instead of 1");

    private void Push(object? value) => stack.Add(value);

    private object?[] Pop(int count)
    {
        if (stack.Count - count < Floor)
            throw input.Error("an opcode needs more values than there are");

        var values = new object?[count];
        stack.CopyTo(stack.Count - count, values, 0, count);
        stack.RemoveRange(stack.Count - count, count);
        return values;
    }

    private void PushMark()
    {
        if (marks.Count == MaxDepth)
            throw input.Error($"values are nested deeper than {MaxDepth} levels");

        marks.Push(stack.Count);
    }

    private object?[] PopToMark()
    {
        if (!marks.TryPeek(out var mark))
            throw input.Error("an opcode needs a mark, but there is none");

        var values = Pop(stack.Count - mark);
        marks.Pop();
        return values;
    }

    private void Append(object?[] values)
    {
        if (Top is not List<object?> list)
            throw input.Error($"values are appended to {PickleText.Describe(Top)}");

        list.AddRange(values);
    }

    private void SetItems(object?[] values)
    {
        if (Top is not PickleDictionary dictionary || values.Length % 2 != 0)
            throw input.Error($"{values.Length} keys and values are put into {PickleText.Describe(Top)}");

        for (var i = 0; i < values.Length; i += 2)
            dictionary.Add(values[i], values[i + 1]);
    }

    private void Memorize(long index)
    {
        if (memo.Count == MaxMemo)
            throw input.Error($"more than {MaxMemo} values are stored in the memo");

        memo[index] = Top;
    }

    private object? Recall(long index) =>
        memo.TryGetValue(index, out var value) ? value : throw input.Error($"the memo has no value {index}");

    private object FindGlobal(object?[] name) => name is [string module, string member]
        ? objects.FindGlobal(module, member)
        : throw input.Error("the name of a global is not a text");

    private void Call(object?[] call) => Push(call[1] is object?[] arguments
        ? objects.Call(call[0], arguments)
        : throw input.Error($"the arguments of a call are {PickleText.Describe(call[1])}, not a tuple"));

    // Attributes of a dictionary, such as the versions that torch stores beside a state dict, are no weights.
    private void CheckAttributes(object? state)
    {
        if (Top is not PickleDictionary || state is not PickleDictionary)
            throw input.Error($"the opcode BUILD sets the state of {PickleText.Describe(Top)}, which is refused");
    }

    private void CheckProtocol(byte protocol)
    {
        if (protocol > MaxProtocol)
            throw input.Error($"the pickle has protocol {protocol}; at most {MaxProtocol} is supported");
    }

    private CheckpointException Refuse(PickleOpcode opcode) => input.Error(
        (Enum.IsDefined(opcode) ? $"the opcode {PickleText.Name(opcode)}" : $"the byte 0x{(byte)opcode:x2}")
        + " is not one that a state dict needs. Nothing was executed. " + PickleText.Advice);

    private void PushInteger(BigInteger number)
    {
        if (number >= long.MinValue && number <= long.MaxValue)
            Push((long)number);
        else
            Push(number);
    }
}
