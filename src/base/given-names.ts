/** Common given names of authors and narrators, folded: they tell "Neal Stephenson" from "Blue Core". */
export const GIVEN_NAMES: ReadonlySet<string> = new Set(
  `aaron adam adrian agatha aidan alan albert alec alex alexander alexandra alexandre alexis alfred alice alison alistair
  allan allen alyssa amanda amber amy ana anders andre andrea andreas andrew andy angela anita ann anna anne annie anthony
  antoine antonio april arthur ashley astrid audrey august austin barbara barry beatrice becky ben benjamin bernard beth
  betty beverly bill billy blake bob bonnie brad bradley brandon brenda brent brett brian bridget bruce bryan caitlin cal
  cameron camilla carl carla carlos carmen carol caroline carolyn carrie cassandra catherine cathy cecilia celeste charles
  charlie charlotte chelsea cheryl chloe chris christa christian christina christine christoph christopher chuck cindy
  claire clara claudia clive clyde colin colleen connie constance cora corey courtney craig curtis cynthia daisy dakota
  dale damien dan dana daniel daniela danielle danny daphne darcy darren dave david dean deborah debra delia denis denise dennis
  derek diana diane dianne dick diego dirk dmitry dominic don donald donna dora doris dorothy doug douglas duncan dylan
  earl ed eddie edgar edith edmund eduardo edward edwin eileen elaine eleanor elena eliot elisabeth elizabeth ella ellen
  elliot elliott elsa emilia emily emma enrique eric erica erich erik erika erin ernest ethan eugene eva evan eve evelyn
  felix fergus fernando fiona frances francesca francis franck frank franz fred freddie frederic frederick freida fyodor
  gabriel gabriela gabrielle garrett garth gary gavin gemma gene geoff geoffrey george georgia gerald gerard gertrude
  gideon gillian gina giovanni glen glenn gloria gordon grace graham grant greg gregory guy gwen hank hannah hans harlan
  harold harper harriet harry harvey hazel heather heidi helen helena henning henri henrik henry herbert herman hilary
  holly howard hubert hugh hugo ian ida ignacio ilona imogen ingrid irene iris irvin isaac isabel isabella isabelle isla
  ivan jack jackie jacob jacqueline jacques jacob jake jakob james jamie jan jane janet janice jared jasmine jason jasper
  javier jay jean jeff jeffery jeffrey jen jenna jennifer jenny jeremy jerome jerry jesse jessica jill jim jimmy jo joan
  joanna joanne jodi jody joe joel johan johann johanna john johnny jon jonas jonathan jordan jorge jose josef joseph josh
  joshua joy joyce juan juanita judith judy julia julian julie juliet jules june justin kai karen karin karl kat kate
  katherine kathleen kathryn kathy katie katrina kay keith kelly ken kenneth kerry kerstin kevin kim kimberly kirby kirk
  kirsten kit klaus kristen kristin kurt kyle lana lance lara larry laura lauren laurence laurie lawrence lee leigh leo
  leon leonard leslie lewis liam lily linda lindsay lindsey lisa liz lois lola lorenzo lorna lou louis louisa louise luca
  lucas lucia lucy luis luke lydia lynn mackenzie maggie malcolm mandy marc marcel marcia marco marcus margaret margot
  maria mariana marie marilyn mario marion mark marlene marlon marsha martha martin martina marvin mary mathias matt matthew
  maureen maurice max maxime maya megan meg mel melanie melissa mercedes meredith mia michael michel michele michelle
  miguel mike milan mildred miles miranda miriam mitch mohsin moira molly monica morgan moritz myron nadia nancy naomi
  natalie natasha nate nathan nathaniel neal ned neil nelson nicholas nick nicola nicole nigel nikki nina noah noel nora
  norman nuala octavia oliver olivia omar orson oscar otto owen pablo paige pam pamela pat patricia patrick paul paula
  pauline pedro peggy penelope penny per perry pete peter petra phil philip philippa philippe phillip phoebe pierre rachel
  rafael ralph ramona randall randy ray raymond rebecca reed reginald renee rex rhonda ricardo richard rick ricky rita rob
  robert roberta roberto robin robyn rod roderick rodney roger roland ron ronald rory rosa rosamund rose rosemary ross roy
  rudolf rufus rupert russell ruth ryan sabine sally salman sam samantha samuel sandra sara sarah saul scott sean
  sebastian sebastien sergio seth shane shannon sharon shaun shawn sheila shelby sheldon shelley sheri sherry
  shirley sidney sigrid simon simone sofia sonia sonja sophia sophie spencer stacey stan stanley stefan stella stephan
  stephanie stephen steve steven stieg stuart sue susan susanna susanne suzanne sven sylvia tad tamara tammy tana tanya
  tara taylor ted terence teresa terri terry tess thea theodor theodore theresa thomas tiffany tim timothy tina tobias
  toby todd tom tommy toni tony tracey tracy travis trevor tricia troy tyler umberto ursula valerie vanessa vera vernon
  veronica vicki vicky victor victoria vincent viola violet virginia vivian vladimir walter wanda warren wayne wendy wes
  wesley will willa willem william winston wolfgang xavier yann yves yvonne zachary zadie zoe`.split(/\s+/u),
);
