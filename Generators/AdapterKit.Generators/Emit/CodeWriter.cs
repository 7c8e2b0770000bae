using System;
using System.Text;

namespace AdapterKit.Generators;

/// <summary>Writes indented C# with <c>\n</c> line ends on every system, and no line end after the last line.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder text = new();
    private int depth;

    public void Line(string line = "")
    {
        if (text.Length > 0)
            text.Append('\n');

        if (line.Length > 0)
            text.Append(' ', depth * 4).Append(line);
    }

    /// <summary>Writes lines that may hold line breaks of their own, each at the present depth.</summary>
    public void Lines(string lines)
    {
        foreach (var line in lines.Split('\n'))
            Line(line);
    }

    /// <summary>Opens a block, under a head line where there is one; disposing of the result closes it.</summary>
    public Block Open(string head, string close = "}", bool brace = true)
    {
        if (head.Length > 0)
            Line(head);

        if (brace)
            Line("{");

        depth++;
        return new Block(this, close);
    }

    /// <summary>Indents what follows until the result is disposed of.</summary>
    public Block Indent()
    {
        depth++;
        return new Block(this, null);
    }

    public override string ToString() => text.ToString();

    internal readonly struct Block(CodeWriter writer, string? close) : IDisposable
    {
        public void Dispose()
        {
            writer.depth--;
            if (close is not null)
                writer.Line(close);
        }
    }
}
